import { expect, test } from '@jest/globals';
import { readEntropy, rngDevice } from '../../../runtime/index.ts';
import { Bench } from './blkBench.ts';

test('a buffer is filled with what the source gives', async () => {
  const bench = new Bench();
  let next = 0;
  const counting = (into: Uint8Array) => {
    for (let i = 0; i < into.length; i++) into[i] = next++ & 0xff;
  };
  const device = bench.device(rngDevice(counting));
  const queue = await bench.open(device);
  expect(await readEntropy(queue, bench.memory, { address: 0x9000, length: 5 })).toEqual(
    Uint8Array.of(0, 1, 2, 3, 4),
  );
  expect(await readEntropy(queue, bench.memory, { address: 0x9000, length: 2 })).toEqual(Uint8Array.of(5, 6));
});
