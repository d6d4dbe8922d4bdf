import { deviceIdMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = [...virtioMoves, 'M01'];

/** The same with a host that shows the old ID. */
export const newDeviceIdSwapped: Proposal = {
  systems: ['S7'],
  title: 'New device ID, and a host that shows the old one',
  argument: 'What the device is called says what it is.',
  objection: "The name is the host's to give: it is no protection from it, only from mistakes.",
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025',
    'threat list of the threads, M01: swap device ID (legacy ID)',
  ],
  moves,
  system: systemOf(
    'newDeviceIdSwapped',
    moves,
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
  pinned: { states: 518, transitions: 2_069 },
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
    deviceRefusesUnrestrictedDriver: 'vacuous',
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
  },
};
