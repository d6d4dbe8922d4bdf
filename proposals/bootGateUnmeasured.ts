import { bootGateMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = [...virtioMoves, 'M30'];

/** A gate that is not measured, and a host that boots the guest without it. */
export const bootGateUnmeasured: Proposal = {
  systems: ['S33'],
  title: 'Boot gate that is not measured',
  argument: 'A loader that refuses is enough.',
  objection: "Which loader there is, is the host's to choose.",
  sources: [
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'Linux 7.3 Documentation/security/snp-tdx-threat-model.rst',
  ],
  moves,
  system: systemOf(
    'bootGateUnmeasured',
    moves,
    {
      ...virtioWorld({
        device: { requires: [33] },
        driver: { needs: [32], waitsForReset: false },
        pool: { guestKnows: false },
        platform: { path: 'poolOnly' },
      }),
      bootGate: { machine: bootGateMachine, input: { measured: false } },
    },
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 526, transitions: 2_105 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: 'holds',
    resetBeforeReuse: { violated: 11 },
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
    noSilentFailure: { violated: 11 },
    noConsumeBeforeDriverOk: 'holds',
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 9 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: 'holds',
    unawareGuestSafe: 'holds',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
    bootGateExclusive: { violated: 2 },
  },
};
