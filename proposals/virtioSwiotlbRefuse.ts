import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

// Whether a refusal is in time is asked of a host that wants its device to work: it goes on offering the bit.
const moves = virtioMoves.filter((move) => move !== 'M02');

/**
 * VIRTIO_F_SWIOTLB as posted, with a device that declines drivers which do not accept it. Some drivers do
 * not: the text says SHOULD.
 */
export const virtioSwiotlbRefuse: Proposal = {
  systems: ['S1', 'S8'],
  title: 'VIRTIO_F_SWIOTLB, refusing device',
  argument:
    'A device that can reach only a bounce buffer must be able to say so, and to refuse a driver that will not use it.',
  objection:
    'Enforced on existing virtio-mmio devices it breaks guests whose restricted-dma-pool worked; and it holds only as long as the host keeps offering the bit (virtioSwiotlbStripped).',
  sources: [
    'D. Woodhouse, "[RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB to negotiate use of SWIOTLB bounce buffers", 2 Apr 2025, and 3/3 (VIRTIO_PCI_CAP_SWIOTLB)',
    'M. S. Tsirkin in reply, 4 Apr 2025',
  ],
  moves,
  system: systemOf(
    'virtioSwiotlbRefuse',
    moves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { mayAccept: [27], needs: [32] },
      pool: { described: 'capability' },
      platform: { path: 'poolOnly' },
    }),
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
