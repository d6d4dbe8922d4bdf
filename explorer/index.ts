export type {
  CellData,
  DesignData,
  ExploredDesign,
  ExploredState,
  ExplorerData,
  ReportData,
  StepData,
  TraceData,
  VerdictData,
} from './data.ts';
export { pageOf } from './pageOf.ts';
export { type Answer, type Served, serve } from './serve.ts';
export { brokenBy, initialLocals, type Locals, localsAfter } from './walk.ts';
export { wantedState } from './wanted.ts';
