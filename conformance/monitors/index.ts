import { mappingMonitor } from './mappingMonitor.ts';
import type { Monitor } from './monitor.ts';
import { pageMonitor } from './pageMonitor.ts';
import { tdiMonitor } from './tdiMonitor.ts';
import { vmbusChannelMonitor } from './vmbusChannelMonitor.ts';

export { automatonOf } from './automatonOf.ts';
export type { Monitor, MonitorEvent } from './monitor.ts';
export { sideFile } from './sideFile.ts';

/** Life cycles that Linux's runtime verification can watch. */
export const monitors: readonly Monitor[] = [pageMonitor, mappingMonitor, tdiMonitor, vmbusChannelMonitor];
