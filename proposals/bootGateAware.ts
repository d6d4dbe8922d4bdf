import { bootGateMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** The same gate before a guest that knows. */
export const bootGateAware: Proposal = {
  systems: ['S33'],
  title: 'Boot gate, guest aware',
  argument: 'It costs a guest that knows nothing.',
  objection: 'It adds nothing either to what the guest does itself.',
  sources: ['C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: virtioMoves,
  system: systemOf(
    'bootGateAware',
    virtioMoves,
    {
      ...virtioWorld({
        device: { requires: [33] },
        driver: { needs: [32, 33] },
        pool: { failsClosed: true },
        platform: { path: 'poolOnly' },
      }),
      bootGate: { machine: bootGateMachine, input: { guestKnows: true } },
    },
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 456, transitions: 1_762 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'holds',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 12 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
    noSilentFailure: 'holds',
    noConsumeBeforeDriverOk: { violated: 10 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: 'holds',
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 11 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'holds',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
    bootGateExclusive: 'holds',
  },
};
