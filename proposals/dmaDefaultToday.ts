import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/**
 * The proposed `linux,dma-default` on a restricted-dma-pool, met by a kernel that exists today: aware of
 * pools, and rejecting this one.
 */
export const dmaDefaultToday: Proposal = {
  systems: ['S22'],
  title: "Catch-all restricted-dma-pool (linux,dma-default) with today's kernels",
  argument:
    'One pool as the fallback of all devices without an IOMMU spares a reference for each, and can be expressed in ACPI.',
  objection:
    'Linux up to 7.3 rejects the property, warns and goes on with RAM: every aware guest becomes one that fails open.',
  sources: [
    'D. Woodhouse, four-point plan in "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'Linux 7.3 kernel/dma/swiotlb.c rmem_swiotlb_setup; Linux 7.2.13 under QEMU 7.2, measured',
  ],
  moves: virtioMoves,
  system: systemOf(
    'dmaDefaultToday',
    virtioMoves,
    virtioWorld({
      device: { requires: [33] },
      driver: { needs: [32], waitsForReset: false },
      pool: { described: 'invalid' },
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 518, transitions: 2_069 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: { violated: 9 },
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
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
