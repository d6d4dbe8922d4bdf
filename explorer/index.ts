export type {
  CellData,
  DesignData,
  ReportData,
  StepData,
  TraceData,
  VerdictData,
} from './data.ts';
export { pageOf } from './pageOf.ts';
