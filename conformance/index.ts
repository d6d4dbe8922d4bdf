export { conformTdisp, conformTdispFile } from './conformTdisp.ts';
export * from './ftrace/index.ts';
export { automatonOf, type Monitor, type MonitorEvent, monitors, sideFile } from './monitors/index.ts';
export * from './swiotlb/index.ts';
export type { NotJudged, TdispCell, TdispFileReport, TdispReport } from './tdispReport.ts';
export { TraceError } from './traceError.ts';
export type { TraceLine } from './traceLines.ts';
export * from './virtio/index.ts';
