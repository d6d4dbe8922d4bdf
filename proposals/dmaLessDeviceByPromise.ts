import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** A DMA-less device of a VMM that nothing keeps from guest memory. */
export const dmaLessDeviceByPromise: Proposal = {
  systems: ['S4'],
  title: 'DMA-less device by promise',
  argument: 'The device model that was chosen does no DMA.',
  objection: 'It is a promise of the VMM, and the VMM is who is not trusted.',
  sources: [
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: 2a would make sense if we actually have such devices',
  ],
  moves: virtioMoves,
  system: systemOf(
    'dmaLessDeviceByPromise',
    virtioMoves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { mayAccept: [27], needs: [32] },
      pool: { described: 'capability' },
      platform: { path: 'open' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 1_558, transitions: 6_199 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: { violated: 1 },
    poolHonouredImpliesDmaApi: { violated: 10 },
    poolInitFailClosed: 'vacuous',
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
    bit27NoAlias: 'holds',
    accessPlatformStripRejected: { violated: 10 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: { violated: 1 },
  },
};
