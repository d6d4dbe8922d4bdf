import { expect, test } from '@jest/globals';
import type { VirtioDesign } from '../../proposals/virtioWorld.ts';
import { virtioOutcomes } from '../fixtures/virtioOutcomes.ts';

/**
 * A virtio-mmio device with a restricted-dma-pool that also offers VIRTIO_F_SWIOTLB, before guests that know
 * the pool or not, and the bit or not. A driver that knows the bit but has no pool cannot keep its promise,
 * and so does not give it.
 */
const designOf = (onMissing: 'hope' | 'refuse', knowsPool: boolean, knowsBit: boolean): VirtioDesign => ({
  device: { offers: [27, 32, 33], requires: [27], onMissing },
  driver: { accepts: knowsBit ? [27, 32, 33] : [32, 33] },
  pool: { guestKnows: knowsPool },
  platform: { path: 'poolOnly' },
});

const works = { posts: ['pool'], served: true, refused: false, mute: false };
const isMute = { posts: ['ram'], served: false, refused: false, mute: true };
const isRefused = { posts: [], served: false, refused: true, mute: false };

test.each([
  ['hope', true, true, works],
  ['hope', true, false, works],
  ['hope', false, true, isMute],
  ['hope', false, false, isMute],
  ['refuse', true, true, works],
  // The regression: this guest worked before the bit was enforced.
  ['refuse', true, false, isRefused],
  ['refuse', false, true, isRefused],
  ['refuse', false, false, isRefused],
] as const)('%s, guest knows pool: %s, knows bit: %s', async (onMissing, knowsPool, knowsBit, outcomes) => {
  expect(await virtioOutcomes(designOf(onMissing, knowsPool, knowsBit))).toEqual(outcomes);
});
