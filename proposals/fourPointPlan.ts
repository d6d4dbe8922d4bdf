import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = [...virtioMoves, 'M25'];

/** All four points in an aware guest: the pool is described without device tree, the device has the bit, and the driver accepts it for a pool that it knows. */
export const fourPointPlan: Proposal = {
  systems: ['S24'],
  title: 'Four-point plan, guest aware',
  argument:
    'dma-default, ACPI, a feature bit, and an explicit reference: each guest finds the pool, and the device can tell.',
  objection:
    'Until the guests know it they are refused, and a host that strips the bit takes the third point away.',
  sources: ['D. Woodhouse, four-point plan, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves,
  system: systemOf(
    'fourPointPlan',
    moves,
    virtioWorld({
      device: { offers: [27, 32, 33], requires: [27] },
      driver: { accepts: [27, 32, 33], needs: [27, 32] },
      pool: { failsClosed: true },
      platform: { path: 'poolOnly' },
    }),
    {},
  ),
  smallSizes: { device: 1 },
  pinned: { states: 982, transitions: 3_939 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'holds',
    poolContainment: 'holds',
    poolHonouredImpliesDmaApi: 'holds',
    poolInitFailClosed: 'holds',
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
    offersNoRegression: 'holds',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
