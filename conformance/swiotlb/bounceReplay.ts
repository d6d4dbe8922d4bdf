import type { Direction } from '../../machines/index.ts';
import {
  bounceRange,
  type CpuMemory,
  hex,
  type PhysAddr,
  Swiotlb,
  type SwiotlbDevice,
  type SwiotlbVersion,
} from '../../runtime/index.ts';
import { fnv1a } from './fnv1a.ts';
import {
  addressOf,
  answerOf,
  deviceOf,
  devicesOf,
  type Got,
  poolOf,
  type Replay,
  wellFormed,
} from './replay.ts';
import type { TraceRecord } from './traceRecord.ts';

/** `enum dma_data_direction` of Linux, by its numbers. */
const DIRECTIONS: readonly Direction[] = ['BIDIRECTIONAL', 'TO_DEVICE', 'FROM_DEVICE'];
const SIZE_MAX = 2 ** 30;

/** Memory with a hole: the originals, and the pool. */
class TwoRanges implements CpuMemory {
  readonly #ranges: readonly { readonly start: PhysAddr; readonly bytes: Buffer }[];

  constructor(...ranges: readonly { readonly start: PhysAddr; readonly bytes: Buffer }[]) {
    this.#ranges = ranges;
  }

  /** The bytes themselves. @throws {RangeError} if they do not lie in one range. */
  view(at: PhysAddr, size: number): Buffer {
    for (const { start, bytes } of this.#ranges)
      if (at >= start && at + size <= start + bytes.length)
        return bytes.subarray(at - start, at - start + size);
    throw new RangeError(`there is no memory for ${size} bytes at ${hex(at)}`);
  }

  read(at: PhysAddr, size: number): Buffer {
    return Buffer.from(this.view(at, size));
  }

  write(at: PhysAddr, bytes: Uint8Array): void {
    this.view(at, bytes.length).set(bytes);
  }

  copy(to: PhysAddr, from: PhysAddr, size: number): void {
    this.view(to, size).set(this.view(from, size));
  }

  fill(at: PhysAddr, size: number, byte: number): void {
    this.view(at, size).fill(byte);
  }
}

/** Bytes copied to and fro: the `b` files. @throws {TraceError} for a header that is none. */
export function bounceReplay(header: TraceRecord, version: SwiotlbVersion): Replay {
  const devices = devicesOf(header);
  const geometry = poolOf(header);
  const origBase = addressOf(header, 'orig_base');
  const orig = Buffer.alloc(header.integer('orig_size', 1, SIZE_MAX));
  for (let i = 0; i < orig.length; i++)
    orig[i] = (origBase + i) * 131 + Math.floor((origBase + i) / 256) * 17 + 7;
  const arena = Buffer.alloc(geometry.nslabs * 2048);
  const memory = new TwoRanges({ start: origBase, bytes: orig }, { start: geometry.start, bytes: arena });
  const swiotlb = wellFormed(header, () => new Swiotlb(memory, { version, overrun: 'clamp', ...geometry }));
  const { mem } = swiotlb;

  /** The original and the bounced bytes of the mapping that an address lies in. */
  function rangesOf(device: SwiotlbDevice, tlbAddr: PhysAddr) {
    const mapping = mem.mappingOf(device, tlbAddr);
    const original = bounceRange(mapping.pool, device, mapping.tlbAddr)?.orig ?? mapping.tlbAddr;
    return {
      ho: () => fnv1a(memory.view(original, mapping.size)),
      hb: () => fnv1a(memory.view(mapping.tlbAddr, mapping.size)),
    };
  }

  function map(record: TraceRecord): Got {
    const device = deviceOf(record, devices);
    const size = record.integer('size');
    // Neither makes a difference: a mapping is always copied in.
    directionOf(record);
    record.oneOf('skip', [false, true]);
    const answer = answerOf(() => {
      const [phys, aam, cpu] = [addressOf(record, 'phys'), record.integer('aam'), record.integer('cpu')];
      const tlb = swiotlb.tblMapSingle(device, phys, size, aam, cpu);
      const { ho, hb } = rangesOf(device, tlb);
      return { tlb, ho: ho(), hb: hb() };
    });
    if ('value' in answer) return answer.value;
    return { tlb: 'refused' in answer ? answer.refused : -1 };
  }

  function sync(record: TraceRecord, call: 'syncSingleForCpu' | 'syncSingleForDevice'): Got {
    const device = deviceOf(record, devices);
    const answer = answerOf(() => {
      const tlb = addressOf(record, 'tlb');
      const { ho, hb } = rangesOf(device, tlb);
      const cut = swiotlb[call](device, tlb, record.integer('len'), directionOf(record));
      return { warn: Number(cut > 0), ho: ho(), hb: hb() };
    });
    return 'value' in answer ? answer.value : { tlb: 'refused' in answer ? answer.refused : -1 };
  }

  function unmap(record: TraceRecord): Got {
    const device = deviceOf(record, devices);
    const answer = answerOf(() => {
      const tlb = addressOf(record, 'tlb');
      const { ho } = rangesOf(device, tlb);
      const skipCpuSync = record.oneOf('skip', [false, true]);
      swiotlb.tblUnmapSingle(device, tlb, record.integer('size'), directionOf(record), { skipCpuSync });
      return { ho: ho() };
    });
    return 'value' in answer ? answer.value : { tlb: 'refused' in answer ? answer.refused : -1 };
  }

  function write(record: TraceRecord, at: PhysAddr, factor: number): Got {
    const seed = record.integer('s');
    const bytes = Buffer.from(
      Array.from({ length: record.integer('len', 0, SIZE_MAX) }, (_, i) => seed + factor * i),
    );
    wellFormed(record, () => memory.write(at, bytes));
    return {};
  }

  return {
    used: () => mem.totalUsed,
    op(record) {
      switch (record.text('op')) {
        case 'header':
          return {};
        case 'map':
          return map(record);
        case 'sync_cpu':
          return sync(record, 'syncSingleForCpu');
        case 'sync_dev':
          return sync(record, 'syncSingleForDevice');
        case 'unmap':
          return unmap(record);
        case 'cpuw':
          return write(record, addressOf(record, 'phys'), 13);
        case 'devw':
          return write(record, addressOf(record, 'tlb'), 29);
        case 'snap':
          return { orig: fnv1a(orig), arena: fnv1a(arena) };
        default:
          throw record.error(`${record.text('op')} is no operation of bounced bytes`);
      }
    },
  };
}

const directionOf = (record: TraceRecord): Direction => record.oneOf('dir', DIRECTIONS);
