import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/**
 * The same guest under a VMM that does not offer ACCESS_PLATFORM in the first place, as was suggested for
 * virtio-mmio.
 */
export const restrictedPoolNo33: Proposal = {
  systems: ['S6', 'S9'],
  title: 'restricted-dma-pool, ACCESS_PLATFORM not offered',
  argument: 'Without an IOMMU there is nothing to translate; clear VIRTIO_F_ACCESS_PLATFORM then.',
  objection:
    'Linux passes physical addresses without the bit and never asks the DMA API: the kernel says that the pool is assigned and posts RAM, rings included.',
  sources: [
    'M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025: Clear VIRTIO_F_ACCESS_PLATFORM then?',
    'Linux 7.2.13 arm64 under QEMU 7.2, measured',
    'virtio 1.4 "Reserved Feature Bits": without ACCESS_PLATFORM only physical addresses',
  ],
  moves: virtioMoves,
  system: systemOf(
    'restrictedPoolNo33',
    virtioMoves,
    virtioWorld({
      device: { offers: [32] },
      driver: { needs: [32], waitsForReset: false },
      pool: {},
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 242, transitions: 927 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: { violated: 8 },
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
    accessPlatformStripRejected: { violated: 8 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: 'holds',
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
