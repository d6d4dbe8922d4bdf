export { conformTdisp, conformTdispFile } from './conformTdisp.ts';
export type { NotJudged, TdispCell, TdispFileReport, TdispReport } from './tdispReport.ts';
export { TraceError } from './traceError.ts';
