export * as dmaDecisions from './decisions/index.ts';
export type { DmaAttrs, DmaVersion } from './dmaAttrs.ts';
export { DMA_MAPPING_ERROR, DmaDebug, type ForbiddenArea, type SegmentLimits } from './dmaDebug.ts';
export { type DmaDebugCheck, type DmaDebugFinding, dmaDebugChecks } from './dmaDebugChecks.ts';
export { type DmaDebugEntry, type DmaDebugRef, type DmaDebugType, entryText } from './dmaDebugEntry.ts';
