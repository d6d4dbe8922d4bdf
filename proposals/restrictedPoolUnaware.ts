import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/**
 * A restricted-dma-pool in a guest that does not look for it, on a platform that protects all other memory.
 */
export const restrictedPoolUnaware: Proposal = {
  systems: ['S6', 'S24', 'S34'],
  title: 'restricted-dma-pool, guest unaware',
  argument: 'Nothing is needed in the guest: what it does wrong the platform stops.',
  objection:
    'It is stopped in silence: status and used ring look as if all were well. CONFIG_DMA_RESTRICTED_POOL is unset in the Debian arm64 kernels read, 6.1 to 7.2.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'Debian linux-image-6.1 arm64 under QEMU 7.2, measured: RAM with ACCESS_PLATFORM on and off',
  ],
  moves: virtioMoves,
  system: systemOf(
    'restrictedPoolUnaware',
    virtioMoves,
    virtioWorld({
      device: { requires: [33] },
      driver: { needs: [32], waitsForReset: false },
      pool: { guestKnows: false },
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 510, transitions: 2_033 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: 'holds',
    resetBeforeReuse: { violated: 10 },
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
    postedBufferCanBeTakenBack: 'holds',
    unawareGuestSafe: 'holds',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
