import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = [...virtioMoves, 'M25'];

/**
 * The same pool with Linux as shipped for virtio-mmio on arm64, and a host that strips features and fails
 * conversions.
 */
export const restrictedPoolLinux73: Proposal = {
  systems: ['S6'],
  title: 'restricted-dma-pool, Linux 7.2 and 7.3 with CONFIG_DMA_RESTRICTED_POOL',
  argument:
    'With the option set, the pool is attached before the driver is probed and all of its DMA bounces.',
  objection:
    'All of it only while ACCESS_PLATFORM is offered and the pool can be set up; otherwise there is a warning at most, and RAM.',
  sources: [
    'Linux 7.3 drivers/of/device.c of_dma_set_restricted_buffer (warns), drivers/virtio/virtio_ring.c vring_use_map_api, drivers/virtio/virtio_mmio.c vm_finalize_features (needs VERSION_1), vm_reset (does not wait)',
  ],
  moves,
  system: systemOf(
    'restrictedPoolLinux73',
    moves,
    virtioWorld({
      device: { requires: [33] },
      driver: { needs: [32], waitsForReset: false },
      pool: {},
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 1_134, transitions: 4_511 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: { violated: 9 },
    poolInitFailClosed: { violated: 9 },
    noLateDmaAfterUsed: { violated: 11 },
    resetBeforeReuse: { violated: 11 },
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
    noSilentFailure: { violated: 11 },
    noConsumeBeforeDriverOk: { violated: 9 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 9 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: 'holds',
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'holds',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
