import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

// The same host as for the refusing device, so that only the interface differs.
const moves = virtioMoves.filter((move) => move !== 'M02');

/**
 * The refusing device on a legacy interface. Bit 27 is VIRTIO_F_ANY_LAYOUT there, and there is no
 * FEATURES_OK at which to refuse.
 */
export const virtioSwiotlbLegacy: Proposal = {
  systems: ['S1'],
  title: 'VIRTIO_F_SWIOTLB on a legacy or transitional device',
  argument: 'Bit 27 looks unused: the legacy bits are listed in another section.',
  objection:
    'A legacy driver sets bit 27 and means something else; without FEATURES_OK the device has no point at which it could refuse.',
  sources: [
    'virtio 1.4 "Legacy Interface: Reserved Feature Bits", "Legacy Interface: Device Initialization"',
    'Linux 7.3 include/uapi/linux/virtio_config.h VIRTIO_F_ANY_LAYOUT, VIRTIO_TRANSPORT_F_START',
    'D. Woodhouse, "[RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB…", 2 Apr 2025',
  ],
  moves,
  system: systemOf(
    'virtioSwiotlbLegacy',
    moves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { accepts: [], mayAccept: [27], legacy: true },
      pool: { described: 'capability', guestKnows: false },
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 180, transitions: 714 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: { violated: 6 },
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: 'holds',
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'vacuous',
    featuresOkReread: 'vacuous',
    deviceRefusesUnrestrictedDriver: { violated: 5 },
    noSilentFailure: { violated: 8 },
    noConsumeBeforeDriverOk: 'holds',
    failedRequiresReset: 'vacuous',
    bit27NoAlias: { violated: 4 },
    accessPlatformStripRejected: { violated: 5 },
    legacyNeverInCoCo: { violated: 5 },
    postedBufferCanBeTakenBack: { violated: 7 },
    unawareGuestSafe: 'holds',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'holds',
  },
};
