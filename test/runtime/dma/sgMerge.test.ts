import { expect, test } from '@jest/globals';
import { layOut, mergeSegments } from '../../../runtime/dma/sgMerge.ts';

const merged = (
  list: readonly (readonly [phys: number, size: number])[],
  maxSegSize = 65_536,
  boundary = Number.POSITIVE_INFINITY,
) =>
  mergeSegments(
    layOut(
      list.map(([phys, size]) => ({ phys, size })),
      boundary,
    ),
    maxSegSize,
    boundary,
  ).map(({ at, size, pieces }) => [at, size, ...pieces]);

test('pieces that fill their pages become one segment, wherever they are in memory', () => {
  expect(
    merged([
      [0x9000, 4096],
      [0x3000, 8192],
      [0x7000, 100],
    ]),
  ).toEqual([[0, 12_388, 0, 3]]);
});

test('a piece that ends within a page is the last of its segment', () => {
  expect(
    merged([
      [0x9000, 4095],
      [0x3000, 4096],
    ]),
  ).toEqual([
    [0, 4095, 0, 1],
    [4096, 4096, 1, 2],
  ]);
});

test('a piece that begins within a page is the first of its segment', () => {
  expect(
    merged([
      [0x9000, 4096],
      [0x3100, 0xf00],
      [0x5000, 1],
    ]),
  ).toEqual([
    [0, 4096, 0, 1],
    [0x1100, 0xf01, 1, 3],
  ]);
});

test('no segment is longer than the device takes', () => {
  expect(
    merged(
      [
        [0x1000, 4096],
        [0x3000, 4096],
        [0x5000, 4096],
      ],
      8192,
    ),
  ).toEqual([
    [0, 8192, 0, 2],
    [8192, 4096, 2, 3],
  ]);
});

test('no segment crosses a boundary: where a piece would, its beginning is moved', () => {
  const pages = (count: number): [number, number] => [0x1000, count * 4096];
  expect(merged([pages(3), pages(2)], 65_536, 0x4000)).toEqual([
    [0, 12_288, 0, 1],
    [0x4000, 8192, 1, 2],
  ]);
  // What ends at the boundary is not moved, and what begins at it begins a segment.
  expect(merged([pages(3), pages(1), pages(1)], 65_536, 0x4000)).toEqual([
    [0, 16_384, 0, 2],
    [0x4000, 4096, 2, 3],
  ]);
});
