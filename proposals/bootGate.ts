import { bootGateMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** A gate that does not boot a guest which does not know the scheme. */
export const bootGate: Proposal = {
  systems: ['S33'],
  title: 'Boot gate, guest unaware',
  argument: 'They need system level awareness anyway, so fail early and gracefully.',
  objection:
    'Not all schemes need any enablement in the guest: it locks out guests that would have been safe.',
  sources: ['C. Hellwig and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: virtioMoves,
  system: systemOf(
    'bootGate',
    virtioMoves,
    {
      ...virtioWorld({
        device: { requires: [33] },
        driver: { needs: [32], waitsForReset: false },
        pool: { guestKnows: false },
        platform: { path: 'poolOnly' },
      }),
      bootGate: { machine: bootGateMachine, input: {} },
    },
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 16, transitions: 64 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: 'vacuous',
    resetBeforeReuse: 'vacuous',
    statusMonotoneUntilReset: 'vacuous',
    featureSubset: 'vacuous',
    noFeatureAfterFeaturesOk: 'vacuous',
    featuresOkReread: 'vacuous',
    deviceRefusesUnrestrictedDriver: 'vacuous',
    noSilentFailure: 'vacuous',
    noConsumeBeforeDriverOk: 'vacuous',
    failedRequiresReset: 'vacuous',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: 'vacuous',
    legacyNeverInCoCo: 'vacuous',
    postedBufferCanBeTakenBack: 'vacuous',
    unawareGuestSafe: 'holds',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'vacuous',
    dmaLessDeviceNeverMasters: 'vacuous',
    bootGateExclusive: 'holds',
  },
};
