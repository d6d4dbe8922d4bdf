import { deviceIdMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** The same with a driver that is bound by force. */
export const newDeviceIdOverridden: Proposal = {
  systems: ['S7'],
  title: 'New device ID, driver_override',
  argument: 'Who forces a driver upon a device knows what he does.',
  objection: 'He gets a device that is live and mute.',
  sources: ['Linux 7.3 drivers/pci/pci-driver.c driver_override'],
  moves: virtioMoves,
  system: systemOf(
    'newDeviceIdOverridden',
    virtioMoves,
    {
      ...virtioWorld({
        device: {},
        driver: { needs: [32], waitsForReset: false },
        pool: { guestKnows: false },
        platform: { path: 'poolOnly' },
      }),
      deviceId: { machine: deviceIdMachine, index: 'device', input: { bindsByIdOnly: false } },
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
