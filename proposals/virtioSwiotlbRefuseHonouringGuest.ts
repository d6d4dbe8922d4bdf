import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** The refusing device before a guest that honours its restricted-dma-pool and has never heard of the bit. */
export const virtioSwiotlbRefuseHonouringGuest: Proposal = {
  systems: ['S8', 'S1'],
  title: 'VIRTIO_F_SWIOTLB enforced on a guest that honours its pool',
  argument: 'The bit lets the integrator choose to make it fatal.',
  objection: 'Then guests that worked are refused, although every address of theirs lies in the pool.',
  sources: ['M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025'],
  moves: virtioMoves,
  system: systemOf(
    'virtioSwiotlbRefuseHonouringGuest',
    virtioMoves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { needs: [32] },
      pool: {},
      platform: { path: 'poolOnly' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 860, transitions: 3_290 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: { violated: 10 },
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 12 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'vacuous',
    noSilentFailure: { violated: 13 },
    noConsumeBeforeDriverOk: { violated: 10 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 10 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 11 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: { violated: 6 },
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
