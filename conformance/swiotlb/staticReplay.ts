import {
  type DmaAddr,
  IoTlbMem,
  type IoTlbPool,
  type PhysAddr,
  type SwiotlbDevice,
  type SwiotlbVersion,
  swiotlbMaxMappingSize,
} from '../../runtime/index.ts';
import { Fnv1a } from './fnv1a.ts';
import {
  addressOf,
  answerOf,
  deviceOf,
  devicesOf,
  type Got,
  Mappings,
  poolOf,
  type Replay,
  wellFormed,
} from './replay.ts';
import type { TraceRecord } from './traceRecord.ts';

/** What a successful operation hands out. */
interface Place {
  readonly tlb: PhysAddr;
  readonly dma?: DmaAddr;
}

/** Slots of one pool, taken and given back: the `t` files. @throws {TraceError} for a header that is none. */
export function staticReplay(header: TraceRecord, version: SwiotlbVersion): Replay {
  const devices = devicesOf(header);
  const mem = wellFormed(header, () => new IoTlbMem({ version, ...poolOf(header) }));
  const mappings = new Mappings();
  const takes: Readonly<Record<string, (record: TraceRecord, device: SwiotlbDevice) => Place>> = {
    map: (record, device) => ({
      tlb: mem.tblMapSingle(
        device,
        addressOf(record, 'phys'),
        record.integer('size'),
        record.integer('aam'),
        record.integer('cpu'),
      ),
    }),
    dmap(record, device) {
      const size = record.integer('size');
      const tlb = mem.tblMapSingle(device, addressOf(record, 'phys'), size, 0, record.integer('cpu'));
      return { tlb, dma: mem.handOut(device, tlb, size) };
    },
    alloc: (record, device) => ({ tlb: mem.alloc(device, record.integer('size'), record.integer('cpu')) }),
  };

  function take(record: TraceRecord, device: SwiotlbDevice, act: () => Place): Got {
    const answer = answerOf(act);
    const isDmap = record.text('op') === 'dmap';
    if (!('value' in answer)) {
      mappings.mapped(record.integer('tlb', -1), undefined);
      const failed = { tlb: -1, slot: -1, pad: 0, n: 0, used: mem.totalUsed };
      if ('refused' in answer) return { ...failed, tlb: answer.refused };
      return isDmap ? { ...failed, dma: -1, why: answer.why } : failed;
    }
    const { slot, padSlots, nslots } = mem.mappingOf(device, answer.value.tlb);
    const got = { ...answer.value, slot, pad: padSlots, n: nslots, used: mem.totalUsed };
    if (mappings.mapped(record.integer('tlb', -1), got.tlb)) mem.unmap(device, got.tlb);
    return isDmap ? { ...got, why: undefined } : got;
  }

  function give(record: TraceRecord, device: SwiotlbDevice): Got {
    const theirs = addressOf(record, 'tlb');
    const ours = mappings.unmapped(theirs);
    const answer = answerOf(() => ours !== undefined && mem.unmap(device, ours));
    return { ...('refused' in answer ? { tlb: answer.refused } : {}), used: mem.totalUsed };
  }

  return {
    used: () => mem.totalUsed,
    op(record) {
      const [pool] = mem.pools;
      const op = record.text('op');
      if (op === 'header' && pool)
        return { area_nslabs: pool.areaNslabs, devs: withMaxMappingSize(record, devices) };
      if (op === 'snap' && pool) return snapshotOf(pool);
      const device = deviceOf(record, devices);
      const act = Object.hasOwn(takes, op) ? takes[op] : undefined;
      if (act) return take(record, device, () => act(record, device));
      if (op === 'unmap' || op === 'free') return give(record, device);
      throw record.error(`${op} is no operation of a static pool`);
    },
  };
}

/** Devices as the file has them, with the size that the runtime gives. */
const withMaxMappingSize = (header: TraceRecord, devices: readonly SwiotlbDevice[]): readonly object[] =>
  devices.map((device, i) => ({
    ...header.list('devs')[i]?.fields,
    max_mapping_size: swiotlbMaxMappingSize(device),
  }));

/** Hashes of the slot table, and the areas. */
function snapshotOf(pool: IoTlbPool): Got {
  const list = new Fnv1a();
  const all = new Fnv1a();
  for (let i = 0; i < pool.nslabs; i++) {
    list.integer(pool.list[i] as number, 2);
    all.integer(pool.list[i] as number, 2);
    all.integer(pool.padSlots[i] as number, 2);
    all.integer(pool.origAddr[i] as number, 8);
    all.integer(pool.allocSize[i] as number, 8);
  }
  return {
    list: list.value,
    all: all.value,
    areas: [...pool.areaUsed].map((used, area) => [used, pool.areaIndex[area]]),
  };
}
