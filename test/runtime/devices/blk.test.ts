import { describe, expect, test } from '@jest/globals';
import { BlkError, blkDevice, blkRequestType, FullError, type RequestQueue } from '../../../runtime/index.ts';
import { arrayStore, Bench } from './blkBench.ts';

const BYTES = 64 * 512;
const pattern = (seed: number) =>
  Uint8Array.from({ length: BYTES }, (_, i) => (i * 31 + seed + (i >> 8)) & 0xff);

test('what is written is on the disk, and is read back', async () => {
  const disk = new Uint8Array(BYTES);
  const bench = new Bench();
  const driver = await bench.disk(arrayStore(disk));
  const data = pattern(1);
  bench.memory.write(0x4_0000, data);
  const transfers = (type: 'IN' | 'OUT', base: number) =>
    Array.from({ length: 32 }, (_, i) => ({ type, sector: 2 * i, address: base + 1024 * i, length: 1024 }));
  await driver.transfer(transfers('OUT', 0x4_0000));
  expect(Buffer.compare(disk, data)).toBe(0);
  await driver.transfer(transfers('IN', 0x8_0000));
  expect(Buffer.compare(bench.memory.bytes.subarray(0x8_0000, 0x8_0000 + BYTES), data)).toBe(0);
  expect(bench.mapped).toEqual([]);
});

test('flush and name', async () => {
  const store = arrayStore(new Uint8Array(BYTES));
  const driver = await new Bench().disk(store);
  await driver.flush();
  expect(store.flushes).toBe(1);
  expect(await driver.id(0x4_0000)).toBe('a disk');
});

test.each([
  ['beyond the end', { type: 'IN', sector: 64, address: 0x4_0000, length: 512 }],
  ['across the end', { type: 'OUT', sector: 63, address: 0x4_0000, length: 1024 }],
  ['at a sector whose offset overflows', { type: 'IN', sector: 2 ** 52, address: 0x4_0000, length: 512 }],
  ['of half a sector', { type: 'OUT', sector: 0, address: 0x4_0000, length: 256 }],
] as const)('a transfer %s ends in IOERR, and the disk stays as it was', async (_, transfer) => {
  const disk = pattern(2);
  const bench = new Bench();
  const driver = await bench.disk(arrayStore(disk));
  bench.memory.bytes.fill(0xaa, 0x4_0000, 0x4_1000);
  await expect(driver.transfer([transfer])).rejects.toThrow('VIRTIO_BLK_S_IOERR');
  expect(Buffer.compare(disk, pattern(2))).toBe(0);
  // A failed read says that it wrote the buffer, and so it must have.
  if (transfer.type === 'IN') expect(bench.memory.bytes[0x4_0000]).toBe(0);
  expect(bench.mapped).toEqual([]);
});

test('a read-only disk refuses to be written, and says so in its features', async () => {
  const disk = pattern(3);
  const bench = new Bench();
  const driver = await bench.disk(arrayStore(disk, true));
  const write = { type: 'OUT', sector: 0, address: 0x4_0000, length: 512 } as const;
  await expect(driver.transfer([write])).rejects.toThrow(BlkError);
  expect(Buffer.compare(disk, pattern(3))).toBe(0);
  expect(await bench.device(blkDevice(arrayStore(disk, true), '')).features()).toBe(
    (1n << 32n) | (1n << 33n) | 0b1001100000n,
  );
});

describe('a bounce pool that is too small', () => {
  const transfers = Array.from(
    { length: 20 },
    (_, i) => ({ type: 'IN', sector: i, address: 0x4_0000 + 512 * i, length: 512 }) as const,
  );
  // Three buffers a request: 7 have room for two requests, 3 for one, 2 for none.
  test.each([7, 3])(
    'for all at once, with room for %i buffers: they go one after the other',
    async (room) => {
      const bench = new Bench();
      const driver = await bench.disk(arrayStore(pattern(7)));
      bench.mappingsMax = room;
      await driver.transfer(transfers);
      expect(
        Buffer.compare(bench.memory.bytes.subarray(0x4_0000, 0x4_2800), pattern(7).subarray(0, 20 * 512)),
      ).toBe(0);
      expect(bench.mapped).toEqual([]);
    },
  );

  test('for a single request: an error, not a wait, and nothing stays mapped', async () => {
    const bench = new Bench();
    const driver = await bench.disk(arrayStore(pattern(7)));
    bench.mappingsMax = 2;
    await expect(driver.transfer(transfers)).rejects.toThrow(FullError);
    expect(bench.mapped).toEqual([]);
    bench.mappingsMax = 3;
    await driver.transfer(transfers);
  });
});

test('after a request that failed the next one works', async () => {
  const bench = new Bench();
  const driver = await bench.disk(arrayStore(pattern(4)));
  const read = (sector: number) => ({ type: 'IN', sector, address: 0x4_0000, length: 512 }) as const;
  await expect(driver.transfer([read(0), read(64), read(1)])).rejects.toThrow('IN of sector 64');
  await driver.transfer([read(2)]);
  expect(
    Buffer.compare(bench.memory.bytes.subarray(0x4_0000, 0x4_0200), pattern(4).subarray(1024, 1536)),
  ).toBe(0);
});

/** A request as a driver of its own mind would make it: bytes to read, lengths of buffers to be written. */
async function raw(
  bench: Bench,
  queue: RequestQueue,
  header: Uint8Array,
  pieces: number[],
  answers: number[],
) {
  let at = 0x5_0000;
  const buffers = [];
  let taken = 0;
  for (const length of pieces) {
    bench.memory.write(at, header.subarray(taken, taken + length));
    buffers.push({ address: at, length, direction: 'TO_DEVICE' as const });
    taken += length;
    at += length;
  }
  const answersFrom = at;
  for (const length of answers) {
    buffers.push({ address: at, length, direction: 'FROM_DEVICE' as const });
    at += length;
  }
  let written = -1;
  queue.add({
    buffers,
    done(count) {
      written = count;
    },
  });
  await queue.finish();
  return { written, bytes: bench.memory.bytes.slice(answersFrom, at) };
}

const headerOf = (type: number, sector: number): Uint8Array => {
  const header = new Uint8Array(16);
  new DataView(header.buffer).setUint32(0, type, true);
  new DataView(header.buffer).setUint32(8, sector, true);
  return header;
};

test('where descriptors begin and end makes no difference', async () => {
  const bench = new Bench();
  const queue = await bench.open(bench.device(blkDevice(arrayStore(pattern(5)), '')));
  const { written, bytes } = await raw(
    bench,
    queue,
    headerOf(blkRequestType.IN, 1),
    [3, 12, 1],
    [500, 1, 12],
  );
  expect(written).toBe(513);
  expect(bytes).toEqual(Uint8Array.from([...pattern(5).subarray(512, 1024), 0]));
});

test('a type that the device does not do ends in UNSUPP', async () => {
  const bench = new Bench();
  const queue = await bench.open(bench.device(blkDevice(arrayStore(pattern(5)), '')));
  expect((await raw(bench, queue, headerOf(99, 0), [16], [1])).bytes).toEqual(Uint8Array.of(2));
});

test.each([
  ['without a whole header', [15], [1]],
  ['without a byte for its status', [16], []],
])('a request %s cannot be answered, so the device needs a reset', async (_, pieces, answers) => {
  const bench = new Bench();
  const device = bench.device(blkDevice(arrayStore(pattern(6)), ''));
  const queue = await bench.open(device);
  await expect(raw(bench, queue, headerOf(0, 0), pieces, answers)).rejects.toThrow('DEVICE_NEEDS_RESET');
  expect(await device.status()).toBe(64 + 15);
  expect(bench.mapped.length).toBeGreaterThan(0);
  await device.setStatus(0);
  queue.release();
  expect(bench.mapped).toEqual([]);
});
