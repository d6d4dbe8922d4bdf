import { deviceIdMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** Restricted devices under IDs of their own, before a guest of today. */
export const newDeviceId: Proposal = {
  systems: ['S7'],
  title: 'New device ID, guest of today',
  argument: 'Old drivers do not match, so they cannot go wrong.',
  objection: 'A bit lets the integrator choose whether it is fatal; an ID does not.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025: virtio-mmio-restricted-dma'],
  moves: virtioMoves,
  system: systemOf(
    'newDeviceId',
    virtioMoves,
    {
      ...virtioWorld({
        device: {},
        driver: { needs: [32], waitsForReset: false },
        pool: { guestKnows: false },
        platform: { path: 'poolOnly' },
      }),
      deviceId: { machine: deviceIdMachine, index: 'device', input: {} },
    },
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 8, transitions: 28 },
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
  },
};
