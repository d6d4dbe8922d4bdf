import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

// The same host as for the refusing device, so that only the answer to FEATURES_OK differs.
const moves = virtioMoves.filter((move) => move !== 'M02');

/**
 * VIRTIO_F_SWIOTLB with a device that keeps FEATURES_OK also for a driver without the bit, since that
 * driver may use the buffer all the same.
 */
export const virtioSwiotlbHope: Proposal = {
  systems: ['S1', 'S8'],
  title: 'VIRTIO_F_SWIOTLB, hoping device',
  argument: 'A guest that honours its restricted-dma-pool without knowing the bit goes on working.',
  objection: 'A guest that does neither gets as far as DRIVER_OK and then fails without any coherent error.',
  sources: [
    'D. Woodhouse in reply to M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025: accept that negotiation anyway, and hope',
  ],
  moves,
  system: systemOf(
    'virtioSwiotlbHope',
    moves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27], onMissing: 'hope' },
      driver: { mayAccept: [27], needs: [32] },
      pool: { described: 'capability' },
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 336, transitions: 1_254 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'holds',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 11 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: { violated: 8 },
    noSilentFailure: { violated: 11 },
    noConsumeBeforeDriverOk: { violated: 9 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'holds',
    accessPlatformStripRejected: 'holds',
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'holds',
  },
};
