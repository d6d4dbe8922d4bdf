import { grantWorld } from './grantWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

const moves: Proposal['moves'] = [...virtioMoves, 'M40'];

/** A guest without any enablement: physical devices behind an SMMU that it uses, and one emulated device, on a platform that keeps the VMM out of its memory. */
export const unawarePassthroughAndVsock: Proposal = {
  systems: ['S34'],
  title: 'Unenlightened guest: passthrough, SMMU, and one emulated device',
  argument: 'Precisely zero enablement is required in the guest, and the host kernel is kept out.',
  objection: 'The emulated device: it is live, and mute. Function is lost and not a byte of memory.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", 7 Apr 2025'],
  moves,
  system: systemOf(
    'unawarePassthroughAndVsock',
    moves,
    {
      ...virtioWorld({
        device: {},
        driver: { needs: [32], waitsForReset: false },
        pool: { described: 'none', guestKnows: false },
        platform: { path: 'block' },
      }),
      ...grantWorld({ guestIommu: { described: 'smmu' }, grant: { iommu: 'smmu' } }),
    },
    { device: 1, page: 1 },
  ),
  smallSizes: { device: 1, page: 1 },
  pinned: { states: 2_040, transitions: 12_722 },
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
    deviceRefusesUnrestrictedDriver: 'vacuous',
    noSilentFailure: { violated: 10 },
    noConsumeBeforeDriverOk: 'holds',
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 8 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: 'holds',
    grantOnlyFromGuest: 'holds',
    vmmAccessOnlyGranted: 'holds',
    exposedPageIsReached: 'holds',
    noAccessAfterWithdrawal: 'holds',
    singleGrant: 'vacuous',
    iommuAttributionCorrect: 'holds',
    unawareGuestSafe: 'holds',
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
