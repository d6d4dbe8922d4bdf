import {
  type SwiotlbVersion,
  swiotlbDevice,
  swiotlbInit,
  swiotlbMaxMappingSize,
} from '../../runtime/index.ts';
import { type Replay, wellFormed } from './replay.ts';
import type { TraceRecord } from './traceRecord.ts';

/** Sizes of the default pool, and of the longest mapping: the `sizing` file. */
export function sizingReplay(version: SwiotlbVersion): Replay {
  return {
    used: () => 0,
    op(record) {
      switch (record.text('op')) {
        case 'header':
          return { default_nslabs: swiotlbInit({ version, cpus: 1 }).nslabs };
        case 'init':
          return init(record, version);
        case 'max_mapping_size': {
          const minAlignMask = record.integer('min_align_mask', 0, 0xffff_ffff);
          return { value: swiotlbMaxMappingSize(swiotlbDevice({ minAlignMask })) };
        }
        default:
          throw record.error(`${record.text('op')} is no operation of sizing`);
      }
    },
  };
}

function init(record: TraceRecord, version: SwiotlbVersion) {
  let failures = record.integer('fail_first');
  const pool = wellFormed(record, () =>
    swiotlbInit({
      version,
      ...(record.value('param') === null ? {} : { param: record.text('param') }),
      cpus: record.integer('cpus'),
      adjustSize: record.integer('adjust_size'),
      memblockAlloc: () => failures-- <= 0,
    }),
  );
  const { nslabs, nareas, areaNslabs, forceBounce } = pool;
  return { nslabs, nareas, area_nslabs: areaNslabs, force_bounce: Number(forceBounce) };
}
