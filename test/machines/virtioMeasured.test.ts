import { describe, expect, test } from '@jest/globals';
import type { VirtioDesign } from '../../proposals/virtioWorld.ts';
import { virtioOutcomes } from '../fixtures/virtioOutcomes.ts';

/**
 * What real guests and QEMU 7.2 were seen to do with honest hosts; E numbers are those of the measurements.
 * Not reproduced: a pool that overlaps the initrd (E36) and one that is too small (E37), since pools have no
 * size here.
 */
const driver = { needs: [32], waitsForReset: false } as const;
const with33 = { offers: [32, 33], requires: [33] } as const;
const without33 = { offers: [32] } as const;
const open = { path: 'open' } as const;

const inRam = { posts: ['ram'], served: true, refused: false, mute: false };
const inPool = { posts: ['pool'], served: true, refused: false, mute: false };

describe('addresses that a Linux guest gives out', () => {
  test.each<readonly [string, VirtioDesign, object]>([
    ['E28 no pool', { device: without33, driver, pool: { described: 'none' }, platform: open }, inRam],
    [
      'E29 unaware, 33 off',
      { device: without33, driver, pool: { guestKnows: false }, platform: open },
      inRam,
    ],
    ['E29 unaware, 33 on', { device: with33, driver, pool: { guestKnows: false }, platform: open }, inRam],
    ['E30 aware, 33 on', { device: with33, driver, pool: {}, platform: open }, inPool],
    ['E31 aware, 33 off', { device: without33, driver, pool: {}, platform: open }, inRam],
    [
      'E32 pool not referenced',
      { device: with33, driver, pool: { described: 'unreferenced' }, platform: open },
      inRam,
    ],
    [
      'E33-E35 property rejected',
      { device: with33, driver, pool: { described: 'invalid' }, platform: open },
      inRam,
    ],
  ])('%s', async (_, design, outcomes) => {
    expect(await virtioOutcomes(design)).toEqual(outcomes);
  });
});

describe('what the guest is told', () => {
  test('E2, E19: a driver that drops ACCESS_PLATFORM finds FEATURES_OK clear', async () => {
    const drops: VirtioDesign = {
      device: with33,
      driver: { ...driver, accepts: [32] },
      pool: {},
      platform: open,
    };
    expect(await virtioOutcomes(drops)).toEqual({ posts: [], served: false, refused: true, mute: false });
  });

  test('E17: behind an IOMMU that blocks, the device is live and mute', async () => {
    const stub: VirtioDesign = {
      device: with33,
      driver,
      pool: { described: 'none' },
      platform: { path: 'block' },
    };
    expect(await virtioOutcomes(stub)).toEqual({ posts: ['ram'], served: false, refused: false, mute: true });
  });

  test('E23: the same with a device that reports the blocked request as used', async () => {
    const silent: VirtioDesign = {
      device: with33,
      driver,
      queue: { onBlocked: 'NEEDS_RESET' },
      pool: { guestKnows: false },
      platform: { path: 'poolOnly' },
    };
    expect((await virtioOutcomes(silent, ['M18'])).mute).toBe(false);
    expect((await virtioOutcomes(silent, ['M14'])).mute).toBe(true);
  });
});
