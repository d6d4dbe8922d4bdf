import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = virtioMoves.filter((move) => move !== 'M02');

/** All four points before a guest that knows none of them. */
export const fourPointPlanUnaware: Proposal = {
  systems: ['S24'],
  title: 'Four-point plan, guest unaware',
  argument: 'It does not accept the bit and is declined, which is the point of the third point.',
  objection: 'Only as long as the host goes on offering the bit.',
  sources: ['D. Woodhouse, four-point plan, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves,
  system: systemOf(
    'fourPointPlanUnaware',
    moves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { needs: [32], waitsForReset: false },
      pool: { guestKnows: false },
      platform: { path: 'poolOnly' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 62, transitions: 217 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: 'vacuous',
    resetBeforeReuse: 'vacuous',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'vacuous',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'vacuous',
    noSilentFailure: 'vacuous',
    noConsumeBeforeDriverOk: 'vacuous',
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: 'vacuous',
    legacyNeverInCoCo: 'vacuous',
    postedBufferCanBeTakenBack: 'vacuous',
    unawareGuestSafe: 'holds',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
