import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** No pool at all, and an IOMMU that blocks whatever is not mapped, in which the guest maps nothing. */
export const stubViommu: Proposal = {
  systems: ['S25'],
  title: 'A stub IOMMU that blocks all access',
  argument:
    'A guest that does not know the scheme should meet an IOMMU that it cannot use rather than devices that seem to work.',
  objection:
    'Blocking is the easy half: the device stays at DRIVER_OK and the guest sees neither data nor error.',
  sources: [
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'QEMU 7.2, measured: virtio-iommu with boot-bypass=off, status 15, used index 0',
  ],
  moves: virtioMoves,
  system: systemOf(
    'stubViommu',
    virtioMoves,
    virtioWorld({
      device: { requires: [33] },
      driver: { needs: [32] },
      pool: { described: 'none' },
      platform: { path: 'block' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 510, transitions: 1_949 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: 'holds',
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
    noSilentFailure: { violated: 10 },
    noConsumeBeforeDriverOk: 'holds',
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 8 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 9 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
