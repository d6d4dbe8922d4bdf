import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** The hoping device before the same guest. */
export const virtioSwiotlbHopeHonouringGuest: Proposal = {
  systems: ['S8', 'S1'],
  title: 'VIRTIO_F_SWIOTLB, hoping for a guest that honours its pool',
  argument: 'Accept that negotiation anyway, and hope that the guest uses the pool.',
  objection: 'It does; nobody can tell it from one that does not.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025'],
  moves: virtioMoves,
  system: systemOf(
    'virtioSwiotlbHopeHonouringGuest',
    virtioMoves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27], onMissing: 'hope' },
      driver: { needs: [32] },
      pool: {},
      platform: { path: 'poolOnly' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 1_362, transitions: 5_389 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: { violated: 9 },
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 11 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: { violated: 8 },
    noSilentFailure: { violated: 12 },
    noConsumeBeforeDriverOk: { violated: 9 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 9 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'holds',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
