import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** VIRTIO_PCI_CAP_SWIOTLB with a device that does not offer the bit: the driver is free to use the buffer, or not. */
export const swiotlbCapabilityOnly: Proposal = {
  systems: ['S2'],
  title: 'VIRTIO_PCI_CAP_SWIOTLB without the bit',
  argument: 'The capability says where the buffer is; a driver prefers it to memory of the system.',
  objection:
    'It SHOULD, says the text: nothing keeps a driver from passing RAM, and nothing tells it that this will not work.',
  sources: [
    'D. Woodhouse, "[RFC PATCH 3/3] transport-pci: Add SWIOTLB bounce buffer capability", 2 Apr 2025',
  ],
  moves: virtioMoves,
  system: systemOf(
    'swiotlbCapabilityOnly',
    virtioMoves,
    virtioWorld({
      device: {},
      driver: { needs: [32] },
      pool: { described: 'capability' },
      platform: { path: 'poolOnly' },
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
