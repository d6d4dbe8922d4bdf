import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/**
 * The refusing device again, and a host that does not offer the bit after all: what reaches RAM is still
 * stopped by the platform alone, and nobody is told.
 */
export const virtioSwiotlbStripped: Proposal = {
  systems: ['S1', 'S9'],
  title: 'VIRTIO_F_SWIOTLB, refusing device, host strips features',
  argument: 'Negotiation costs nothing, and the platform contains the device whatever is negotiated.',
  objection:
    "Offered features are the host's to choose: the bit explains a failure among friends, it protects nothing and cannot be relied upon.",
  sources: [
    'D. Woodhouse, "[RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB…", 2 Apr 2025',
    'virtio 1.4 "Feature Bits": what a device offers is its own choice',
  ],
  moves: virtioMoves,
  system: systemOf(
    'virtioSwiotlbStripped',
    virtioMoves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { mayAccept: [27], needs: [32] },
      pool: { described: 'capability' },
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 1_562, transitions: 6_217 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: { violated: 10 },
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 11 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
    noSilentFailure: { violated: 12 },
    noConsumeBeforeDriverOk: { violated: 9 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'holds',
    accessPlatformStripRejected: { violated: 10 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'holds',
  },
};
