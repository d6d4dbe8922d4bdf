import { expect, test } from '@jest/globals';
import { splitRingAt, splitRingBytes } from '../../../runtime/index.ts';

// virtio 1.4 "Split Virtqueues": 16 n, then 6 + 2 n, then 6 + 8 n bytes, aligned to 16, 2 and 4.
test('the areas of a ring of 8 lie where the arithmetic of the standard puts them', () => {
  expect(splitRingAt(0x1000, 8)).toEqual({ size: 8, desc: 0x1000, avail: 0x1080, used: 0x1098 });
  // 128 of descriptors, 22 of avail, 2 to align, 70 of used
  expect(splitRingBytes(8)).toBe(128 + 22 + 2 + 70);
});

test.each([0, 3, 65_536, -2, 1.5])('a queue of %p entries is refused', (size) => {
  expect(() => splitRingAt(0, size)).toThrow(`a power of two of entries up to 32768, not ${size}`);
});

test('a table that is not aligned is refused, by its address', () => {
  expect(() => splitRingAt(0x1008, 8)).toThrow('0x1008 is not aligned to 16 bytes');
});
