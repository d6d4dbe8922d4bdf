import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

// The rule binds a device that obeys it; one that lies about used buffers obeys none.
const moves = virtioMoves.filter((move) => move !== 'M02' && move !== 'M14');

/**
 * The hoping device with the rule that it lacks: a request that the platform blocked is given up only after
 * DEVICE_NEEDS_RESET is set.
 */
export const virtioSwiotlbHopeReports: Proposal = {
  systems: ['S1', 'S8'],
  title: 'VIRTIO_F_SWIOTLB, hoping device that reports what was blocked',
  argument:
    'The specification has a bit for a device in trouble; used after a blocked access it makes the failure visible without breaking any guest.',
  objection:
    'It needs a VMM that learns of blocked accesses and is honest about them: a device that lies about used buffers (M14) hides them again.',
  sources: [
    'virtio 1.4 "Device Status Field": a device SHOULD set DEVICE_NEEDS_RESET when it enters an error state',
    'QEMU 7.2, measured: a blocked request is reported used in full, or never',
  ],
  moves,
  system: systemOf(
    'virtioSwiotlbHopeReports',
    moves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27], onMissing: 'hope' },
      driver: { mayAccept: [27], needs: [32] },
      queue: { onBlocked: 'NEEDS_RESET' },
      pool: { described: 'capability' },
      platform: { path: 'poolOnly' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 323, transitions: 1_196 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'holds',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 12 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: { violated: 8 },
    noSilentFailure: 'holds',
    noConsumeBeforeDriverOk: { violated: 9 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'holds',
    accessPlatformStripRejected: 'holds',
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: { violated: 10 },
    unawareGuestSafe: 'vacuous',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'holds',
  },
};
