import { describe, expect, test } from '@jest/globals';
import { type DmaAddr, dmaAddr, gpa, hex, iova, type PhysAddr, physAddr } from '../../runtime/index.ts';

describe.each([
  ['guest-physical address', gpa],
  ['physical address', physAddr],
  ['DMA address', dmaAddr],
  ['I/O virtual address', iova],
] as const)('%s', (what, make) => {
  test.each([0, 0x1000, 2 ** 51, Number.MAX_SAFE_INTEGER])('%d is one', (address) => {
    expect(make(address)).toBe(address);
  });

  test.each([
    [-1, '-1'],
    [0.5, '0.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [2 ** 53, '9007199254740992'],
  ])('%d is none, and the message names it', (address, written) => {
    expect(() => make(address)).toThrow(RangeError);
    expect(() => make(address)).toThrow(`${written} is no ${what}`);
  });
});

test('an address is written in hexadecimal, in messages too', () => {
  expect(hex(gpa(0x1f000))).toBe('0x1f000');
});

test('address spaces do not mix', () => {
  const read = (at: PhysAddr): number => at;
  const handedOut: DmaAddr = dmaAddr(0x1000);
  // @ts-expect-error A device's address is no place in memory.
  expect(read(handedOut)).toBe(0x1000);
  // @ts-expect-error Nor is a number that nobody has looked at.
  expect(read(0x1000)).toBe(0x1000);
});
