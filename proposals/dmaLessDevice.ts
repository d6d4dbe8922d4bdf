import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = virtioMoves.filter((move) => move !== 'M02');

/** A device with a buffer of its own whose bus mastering is off, and that declines drivers which will not use the buffer. */
export const dmaLessDevice: Proposal = {
  systems: ['S4', 'S32'],
  title: 'DMA-less device, bus mastering off, refusing',
  argument:
    'Conceptually it does not even do DMA: just disable bus mastering, and the buffer is all that there is.',
  objection:
    'Virtio is quite fundamentally DMA based: rings and buffers have to lie on the device, and a device to work around missing confidential buffers breaks the abstraction.',
  sources: ['D. Woodhouse and C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves,
  system: systemOf(
    'dmaLessDevice',
    moves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { mayAccept: [27], needs: [32] },
      pool: { described: 'capability' },
      platform: { path: 'busMaster' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 216, transitions: 794 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'holds',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 11 },
    resetBeforeReuse: 'holds',
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'holds',
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
