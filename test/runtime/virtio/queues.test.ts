import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  availEntryAt,
  availIdxAt,
  DeviceQueue,
  DriverQueue,
  descriptorAt,
  descriptorFlags,
  RingError,
  type Segment,
  splitRingAt,
  usedElementAt,
  usedIdxAt,
} from '../../../runtime/index.ts';
import { FlatMemory } from './flatMemory.ts';

const ring = splitRingAt(0x1000, 8);
const out = (address: number, length: number): Segment => ({ address, length, writable: false });
const into = (address: number, length: number): Segment => ({ address, length, writable: true });

let memory: FlatMemory;
let driver: DriverQueue<string>;
let device: DeviceQueue;
let view: DataView;

beforeEach(() => {
  memory = new FlatMemory(0x4000);
  memory.bytes.fill(0xee);
  driver = new DriverQueue(memory, ring);
  device = new DeviceQueue(memory, ring);
  view = new DataView(memory.bytes.buffer);
});

/** As a device would, honest or not. */
function sayUsed(at: number, id: number, length: number, idx = at + 1): void {
  view.setUint32(usedElementAt(ring, at), id, true);
  view.setUint32(usedElementAt(ring, at) + 4, length, true);
  view.setUint16(usedIdxAt(ring), idx, true);
}

test('a chain goes to the device and comes back, through more turns than the ring has entries', () => {
  for (let turn = 0; turn < 70_000; turn++) {
    const segments = [out(turn, 16), into(0x2000 + turn, 512)];
    driver.add(segments, `turn ${turn}`);
    const chain = device.pop();
    if (chain?.segments[1]?.address !== 0x2000 + turn)
      throw new Error(`turn ${turn}: ${JSON.stringify(chain)}`);
    device.push(chain.head, 512);
    const used = driver.takeUsed();
    if (used?.token !== `turn ${turn}` || used.written !== 512) throw new Error(`turn ${turn}`);
  }
  expect({ free: driver.free, outstanding: driver.outstanding }).toEqual({ free: 8, outstanding: 0 });
  expect(device.pop()).toBeUndefined();
  expect(driver.takeUsed()).toBeUndefined();
});

test('chains come back in any order, and their descriptors are used again', () => {
  driver.add([out(0, 1), into(1, 1)], 'a');
  driver.add([out(2, 1)], 'b');
  driver.add([out(3, 1), out(4, 1), into(5, 1)], 'c');
  const heads = [device.pop(), device.pop(), device.pop()].map((chain) => chain?.head ?? -1);
  for (const at of [1, 2, 0]) device.push(heads[at] ?? -1, 0);
  expect([driver.takeUsed(), driver.takeUsed(), driver.takeUsed()].map((used) => used?.token)).toEqual([
    'b',
    'c',
    'a',
  ]);
  driver.add(
    Array.from({ length: 8 }, (_, i) => out(i, 1)),
    'all',
  );
  expect(device.pop()?.segments.map(({ address }) => address)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('an address above 4 GiB arrives whole', () => {
  driver.add([out(0x12_3456_7890, 7)], 'far');
  expect(device.pop()?.segments).toEqual([out(0x12_3456_7890, 7)]);
});

test('what does not fit is refused, and nothing of it reaches the ring', () => {
  driver.add(
    Array.from({ length: 7 }, () => out(0, 1)),
    'seven',
  );
  expect(() => driver.add([out(0, 1), out(0, 1)], 'two')).toThrow(
    'a chain of 2 does not fit 1 free descriptors',
  );
  expect(() => driver.add([], 'none')).toThrow(RangeError);
  expect(() => driver.add([into(0, 1), out(0, 1)], 'order')).toThrow(RangeError);
  expect(view.getUint16(availIdxAt(ring), true)).toBe(1);
});

describe('a hostile device', () => {
  const refusals: readonly [string, () => void, string][] = [
    ['an id out of range', () => sayUsed(0, 8, 0), 'id 8 is out of range'],
    ['an id of 2^32 - 1', () => sayUsed(0, 0xffff_ffff, 0), 'id 4294967295 is out of range'],
    ['an id that is not outstanding', () => sayUsed(0, 5, 0), 'id 5 is not the head of an outstanding chain'],
    [
      'an id from the middle of a chain',
      () => sayUsed(0, 1, 0),
      'id 1 is not the head of an outstanding chain',
    ],
    [
      'more bytes than there is room',
      () => sayUsed(0, 0, 513),
      '513 bytes are said to be written to a chain of 512',
    ],
    [
      'bytes written to what it may only read',
      () => sayUsed(0, 2, 1),
      '1 bytes are said to be written to a chain of 0',
    ],
    ['a jump of idx', () => sayUsed(0, 0, 0, 3), 'used.idx is 3 ahead, and only 2 chains are outstanding'],
    ['an idx that goes back', () => sayUsed(0, 0, 0, 0xffff), 'used.idx is 65535 ahead'],
  ];
  test.each(refusals)('%s breaks the queue for good', (_, lie, message) => {
    driver.add([out(0, 16), into(0x2000, 512)], 'read');
    driver.add([out(0, 16)], 'write');
    lie();
    expect(() => driver.takeUsed()).toThrow(message);
    sayUsed(0, 0, 0);
    expect(() => driver.takeUsed()).toThrow(RingError);
    expect(() => driver.add([out(0, 1)], 'more')).toThrow(RingError);
    expect(driver.detachUnused().map(({ token }) => token)).toEqual(['read', 'write']);
  });

  test('an id twice', () => {
    driver.add([into(0, 4)], 'a');
    driver.add([into(4, 4)], 'b');
    sayUsed(0, 0, 4);
    expect(driver.takeUsed()?.token).toBe('a');
    sayUsed(1, 0, 4);
    expect(() => driver.takeUsed()).toThrow('id 0 is not the head of an outstanding chain');
  });

  test('whatever it writes to the descriptor table, the driver unmaps what it has mapped', () => {
    const segments = [out(0x111, 16), into(0x222, 512), into(0x333, 1)];
    driver.add(segments, 'read');
    memory.bytes.fill(0xff, ring.desc, ring.avail);
    sayUsed(0, 0, 513);
    expect(driver.takeUsed()).toEqual({ token: 'read', segments, written: 513 });
    driver.add([out(1, 1), out(2, 1), out(3, 1)], 'next');
    expect(device.pop()).toBeDefined();
    expect(device.pop()?.segments.map(({ address }) => address)).toEqual([1, 2, 3]);
  });
});

describe('a wrong driver', () => {
  /** Writes descriptors and makes the first one available. */
  function offer(...descriptors: { index: number; flags: number; next: number }[]): void {
    for (const { index, flags, next } of descriptors) {
      const at = descriptorAt(ring, index);
      view.setBigUint64(at, 0n, true);
      view.setUint32(at + 8, 1, true);
      view.setUint16(at + 12, flags, true);
      view.setUint16(at + 14, next, true);
    }
    view.setUint16(availEntryAt(ring, 0), descriptors[0]?.index ?? 0, true);
    view.setUint16(availIdxAt(ring), 1, true);
  }
  const { NEXT, WRITE, INDIRECT } = descriptorFlags;

  test('a loop of two', () => {
    offer({ index: 0, flags: NEXT, next: 1 }, { index: 1, flags: NEXT, next: 0 });
    expect(() => device.pop()).toThrow('the chain from descriptor 0 on is a loop');
  });
  test('a chain that leads out of the table', () => {
    offer({ index: 0, flags: NEXT, next: 8 });
    expect(() => device.pop()).toThrow('descriptor 8 is out of range');
  });
  test('a head out of range', () => {
    view.setUint16(availEntryAt(ring, 0), 65_535, true);
    view.setUint16(availIdxAt(ring), 1, true);
    expect(() => device.pop()).toThrow('descriptor 65535 is out of range');
  });
  test('a jump of idx', () => {
    view.setUint16(availIdxAt(ring), 9, true);
    expect(() => device.pop()).toThrow('avail.idx is 9 ahead in a queue of 8 entries');
  });
  test('an indirect descriptor', () => {
    offer({ index: 0, flags: INDIRECT, next: 0 });
    expect(() => device.pop()).toThrow('indirect, which was not negotiated');
  });
  test('an address beyond every bus', () => {
    offer({ index: 0, flags: 0, next: 0 });
    view.setBigUint64(descriptorAt(ring, 0), 2n ** 64n - 1n, true);
    expect(() => device.pop()).toThrow('descriptor 0 names memory that no bus reaches');
  });
  test('something to read after something to write', () => {
    offer({ index: 0, flags: WRITE | NEXT, next: 1 }, { index: 1, flags: 0, next: 0 });
    expect(() => device.pop()).toThrow('descriptor 1 is to be read and follows one to be written');
  });
  test('a chain of the whole table is no loop', () => {
    driver.add(
      Array.from({ length: 8 }, (_, i) => out(i, 1)),
      'all',
    );
    expect(device.pop()?.segments).toHaveLength(8);
  });
});
