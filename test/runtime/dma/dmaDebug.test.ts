import { describe, expect, test } from '@jest/globals';
import {
  DMA_MAPPING_ERROR,
  DmaDebug,
  type DmaDebugCheck,
  type DmaDebugEntry,
  type DmaDebugFinding,
  dmaDebugChecks,
} from '../../../runtime/dma/index.ts';

const buffer: DmaDebugEntry = {
  device: 'nvme0',
  type: 'single',
  phys: 0x8000,
  dmaAddr: 0x8000,
  size: 4096,
  dir: 'FROM_DEVICE',
};
const coherent: DmaDebugEntry = { ...buffer, type: 'coherent', dir: 'BIDIRECTIONAL' };
const segment: DmaDebugEntry = { ...buffer, type: 'scatter-gather', sgCallEnts: 3 };
const toDevice: DmaDebugEntry = { ...buffer, dir: 'TO_DEVICE' };
const limits = { maxSegSize: 4096, boundarySize: 0x1_0000 };

/** One with these mappings, whose errors were looked for. */
function knowing(...entries: DmaDebugEntry[]): DmaDebug {
  const debug = new DmaDebug([
    { kind: 'stack', start: 0x10_0000, size: 0x4000 },
    { kind: 'text', start: 0x20_0000, size: 0x4000 },
    { kind: 'rodata', start: 0x20_4000, size: 0x1000 },
    { kind: 'vmalloc', start: 0x30_0000, size: 0x4000 },
    { kind: 'invalid', start: 0x40_0000, size: 0x4000 },
  ]);
  for (const entry of entries) {
    debug.map(entry);
    debug.mappingError(entry.device, entry.dmaAddr);
  }
  return debug;
}
const unchecked = (): DmaDebug => {
  const debug = new DmaDebug();
  debug.map(buffer);
  return debug;
};
const asked = (): DmaDebug => {
  const debug = unchecked();
  debug.mappingError('nvme0', 0x8000);
  return debug;
};
const times = (count: number): DmaDebugEntry[] => Array.from({ length: count }, () => buffer);

/** What each check must find, beside what it must not: a call that differs from it in one thing. */
const calls: Readonly<
  Record<
    DmaDebugCheck,
    readonly [wrong: () => DmaDebugFinding[], right: () => DmaDebugFinding[], also?: DmaDebugCheck]
  >
> = {
  D1: [
    () => knowing(buffer).checkUnmap({ ...buffer, dmaAddr: DMA_MAPPING_ERROR }),
    () => knowing({ ...buffer, dmaAddr: 0 }).checkUnmap({ ...buffer, dmaAddr: 0 }),
  ],
  D2: [
    () => knowing(buffer).checkUnmap({ ...buffer, device: 'nvme1' }),
    () => knowing(buffer, { ...buffer, device: 'nvme1' }).checkUnmap({ ...buffer, device: 'nvme1' }),
  ],
  D3: [() => knowing(buffer).checkUnmap({ ...buffer, size: 4095 }), () => knowing(buffer).checkUnmap(buffer)],
  D4: [
    () => knowing(buffer).checkUnmap({ ...buffer, type: 'resource' }),
    () => knowing({ ...buffer, type: 'resource' }).checkUnmap({ ...buffer, type: 'resource' }),
  ],
  D5: [
    () => knowing(coherent).checkUnmap({ ...coherent, phys: 0x9000 }),
    // Of a streaming mapping nobody says which memory it was.
    () => knowing(buffer).checkUnmap({ ...buffer, phys: 0x9000 }),
  ],
  D6: [
    () => knowing(segment).checkUnmap({ ...segment, sgCallEnts: 2 }),
    () => knowing(segment).checkUnmap(segment),
  ],
  D7: [
    () => knowing(buffer).checkUnmap({ ...buffer, dir: 'TO_DEVICE' }),
    () => knowing(toDevice).checkUnmap(toDevice),
  ],
  D8: [() => unchecked().checkUnmap(buffer), () => asked().checkUnmap(buffer)],
  D9: [
    () => knowing().checkMap({ ...buffer, phys: 0x10_3fff }),
    () => knowing().checkMap({ ...buffer, phys: 0x10_4000 }),
  ],
  D10: [
    () => knowing().checkMap({ ...buffer, phys: 0x1f_f001 }),
    () => knowing().checkMap({ ...buffer, phys: 0x1f_f000 }),
  ],
  D11: [
    () => knowing().checkMap({ ...buffer, phys: 0x40_0000 }),
    // dma_map_page() and dma_map_sg() take what dma_map_single() cannot.
    () => knowing().checkMap({ ...segment, phys: 0x30_0000 }),
  ],
  D12: [
    () => knowing(buffer).checkSync({ ...buffer, dmaAddr: 0x9000, size: 1 }, 'cpu'),
    () => knowing(buffer).checkSync({ ...buffer, dmaAddr: 0x8fff, size: 1 }, 'cpu'),
  ],
  D13: [
    () => knowing(buffer).checkSync({ ...buffer, dmaAddr: 0x8001 }, 'cpu'),
    () => knowing(buffer).checkSync({ ...buffer, dmaAddr: 0x8001, size: 4095 }, 'cpu'),
  ],
  D14: [
    () => knowing(buffer).checkSync({ ...buffer, dir: 'BIDIRECTIONAL' }, 'cpu'),
    () => knowing({ ...buffer, dir: 'BIDIRECTIONAL' }).checkSync(buffer, 'cpu'),
  ],
  // A mapping of one direction synced for the side that has no use of it says another direction too: Linux
  // finds nothing if the sync names the direction of the mapping.
  D15: [
    () => knowing(toDevice).checkSync(buffer, 'cpu'),
    () => knowing(toDevice).checkSync(toDevice, 'cpu'),
    'D14',
  ],
  D16: [
    () => knowing(segment).checkSync({ ...segment, sgCallEnts: 4 }, 'cpu'),
    () => knowing({ ...segment, dir: 'BIDIRECTIONAL' }).checkSync({ ...segment, sgCallEnts: 4 }, 'cpu'),
  ],
  D17: [
    () => knowing().checkMap({ ...segment, size: 4097 }, limits),
    () => knowing().checkMap({ ...segment, size: 4096 }, limits),
  ],
  D18: [
    () => knowing().checkMap({ ...segment, dmaAddr: 0xf001 }, limits),
    () => knowing().checkMap({ ...segment, dmaAddr: 0xf000 }, limits),
  ],
  D19: [() => knowing(buffer).checkUnbind('nvme0'), () => knowing(buffer).checkUnbind('nvme1')],
  D20: [
    () => knowing(buffer).checkMap({ ...buffer, phys: 0x803f }),
    () => knowing(buffer).checkMap({ ...buffer, phys: 0x8040 }),
  ],
  D21: [
    () => knowing(...times(8)).checkMap(buffer, undefined, true),
    () => knowing(...times(7)).checkMap(buffer, undefined, true),
  ],
};

test('there is a call for each of the 21 checks', () => {
  expect(Object.keys(calls)).toEqual(Object.keys(dmaDebugChecks));
  expect(Object.keys(calls).length).toBe(21);
});

describe.each(Object.entries(calls))('%s', (check, [wrong, right, also]) => {
  test('is found, and nothing else is', () => {
    expect(wrong().map((found) => found.check)).toEqual(also ? [also, check] : [check]);
  });
  test('is not found where it is almost so', () => {
    expect(right()).toEqual([]);
  });
});

test('a finding names the device, the check and the mapping', () => {
  expect(
    knowing(buffer)
      .checkUnmap({ ...buffer, size: 1 })
      .map(({ message }) => message),
  ).toEqual([
    'nvme0 frees DMA memory with different size (D3): given back with 1 bytes; the mapping of 4096 bytes at 0x8000 (FROM_DEVICE, mapped as single, of memory at 0x8000)',
  ]);
  expect(knowing(buffer).checkUnmap({ ...buffer, dmaAddr: 0x8010 })[0]?.message).toMatch(
    /D2.*4096 bytes at 0x8010, which is inside the mapping of 4096 bytes at 0x8000/,
  );
});

test('several things wrong are all found, as in Linux', () => {
  const found = unchecked().checkUnmap({ ...buffer, type: 'resource', size: 1, dir: 'TO_DEVICE' });
  expect(found.map(({ check }) => check)).toEqual(['D3', 'D4', 'D7', 'D8']);
});

test('of several mappings of one address the one that fits whole is meant, and none if no one does', () => {
  const shorter = { ...buffer, size: 512 };
  const debug = knowing(buffer, shorter);
  expect(debug.checkUnmap(shorter)).toEqual([]);
  expect(debug.checkUnmap({ ...buffer, size: 1 }).map(({ check }) => check)).toEqual(['D2']);
  debug.unmap(shorter);
  expect(debug.entries('nvme0')).toEqual([buffer]);
  expect(debug.checkUnmap({ ...buffer, size: 1 }).map(({ check }) => check)).toEqual(['D3']);
});

test('a cache line is free again when as many mappings have gone as came', () => {
  const debug = knowing(buffer, buffer);
  debug.unmap(buffer);
  expect(debug.checkMap(buffer).map(({ check }) => check)).toEqual(['D20']);
  debug.unmap(buffer);
  expect(debug.checkMap(buffer)).toEqual([]);
  // Devices that only read share cache lines as they like.
  expect(knowing(toDevice).checkMap(buffer)).toEqual([]);
  expect(knowing(buffer).checkMap(toDevice)).toEqual([]);
});
