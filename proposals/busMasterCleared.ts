import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** A driver that sets and clears Bus Master Enable, on a device which then is not live any more. */
export const busMasterCleared: Proposal = {
  systems: ['S32'],
  title: 'Bus mastering cleared while live',
  argument: 'Bus mastering is the switch that every PCI driver has.',
  objection: 'QEMU takes DRIVER_OK back with it, and does not give it again: status 15, 11, and 11 for good.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: you can just disable my bus mastering',
    'QEMU 7.2, measured: 15 becomes 11 and stays',
  ],
  moves: virtioMoves,
  system: systemOf(
    'busMasterCleared',
    virtioMoves,
    virtioWorld({
      device: { requires: [33] },
      driver: { needs: [32], waitsForReset: false },
      status: { onBusMasterOff: 'clearDriverOk' },
      pool: { described: 'none' },
      platform: { path: 'busMaster', busMaster: true, switchesBusMaster: true },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 1_392, transitions: 6_756 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: { violated: 1 },
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 10 },
    resetBeforeReuse: { violated: 10 },
    statusMonotoneUntilReset: { violated: 8 },
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
    noSilentFailure: { violated: 11 },
    noConsumeBeforeDriverOk: { violated: 8 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 8 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: 'holds',
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
