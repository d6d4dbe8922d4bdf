import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = [...virtioMoves, 'M25'];

/**
 * A restricted-dma-pool in a guest that knows it and has every rule that shipped Linux has only in part: it
 * needs ACCESS_PLATFORM, does not drive a device whose pool failed, and waits for the end of a reset.
 */
export const restrictedPoolAware: Proposal = {
  systems: ['S6'],
  title: 'restricted-dma-pool, guest aware, failing closed',
  argument:
    "The restriction is the platform's and is described once for every device; the DMA API bounces, and the driver never notices.",
  objection:
    'There is no such description outside of device tree, and no sign by which the host could tell an aware guest from another.',
  sources: [
    'Claire Chang, restricted-dma-pool, 24 Jun 2021',
    'Linux 7.3 drivers/virtio/virtio.c virtio_features_ok with virtio_check_mem_acc_cb',
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", 3 and 4 Apr 2025',
  ],
  moves,
  system: systemOf(
    'restrictedPoolAware',
    moves,
    virtioWorld({
      device: { requires: [33] },
      driver: { needs: [32, 33] },
      pool: { failsClosed: true },
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 448, transitions: 1_718 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'holds',
    poolInitFailClosed: 'holds',
    noLateDmaAfterUsed: { violated: 11 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
    noSilentFailure: 'holds',
    noConsumeBeforeDriverOk: { violated: 9 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: 'holds',
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'holds',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
