import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** The same device with a driver that keeps its rings in RAM, and no bit to tell them apart. */
export const dmaLessDeviceHoping: Proposal = {
  systems: ['S4', 'S32'],
  title: 'DMA-less device, rings in RAM',
  argument: 'A driver that finds the buffer will use it.',
  objection:
    'The text does not say that rings have to lie there as well, and a driver that puts them into RAM hangs: status 15, DMA dropped.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'QEMU 7.2 with bus mastering off during initialisation, measured: status 15, DMA dropped in silence',
  ],
  moves: virtioMoves,
  system: systemOf(
    'dmaLessDeviceHoping',
    virtioMoves,
    virtioWorld({
      device: {},
      driver: { needs: [32] },
      pool: { described: 'capability' },
      platform: { path: 'busMaster' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 518, transitions: 1_985 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: { violated: 9 },
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: 'holds',
    resetBeforeReuse: 'holds',
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
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'holds',
  },
};
