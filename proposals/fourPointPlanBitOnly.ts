import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** The third point alone, on a platform that protects nothing. */
export const fourPointPlanBitOnly: Proposal = {
  systems: ['S24'],
  title: 'Four-point plan, the feature bit alone',
  argument: 'The bit makes the failure visible, and needs no description of the system.',
  objection: 'Visible it is; what the device reaches is not changed by a bit.',
  sources: ['D. Woodhouse, four-point plan, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: virtioMoves,
  system: systemOf(
    'fourPointPlanBitOnly',
    virtioMoves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { mayAccept: [27], needs: [32] },
      pool: { described: 'unreferenced' },
      platform: { path: 'open' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 734, transitions: 2_803 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: { violated: 1 },
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 11 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'vacuous',
    noSilentFailure: 'holds',
    noConsumeBeforeDriverOk: { violated: 9 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 9 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
