import { tdiMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { tdispInDmaWorld } from './tdispInDmaWorld.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30', 'M28'] as const;

/** Accepted devices that must bounce do so in a second swiotlb pool, whose memory is private. */
export const privatePool: Proposal = {
  systems: ['S31', 'S39'],
  title: 'An additional private swiotlb pool',
  argument: 'Trusted devices with addressing limits bounce too, in memory that the host cannot read.',
  objection: 'Nobody should build a trusted device that needs it.',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    'Linux 7.3 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
  ],
  moves,
  system: systemOf(
    'privatePool',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'acceptance', evidenceBoundToAccept: true },
        dmaDirect: { followsDevice: 'acceptance', mapsSharedPages: true, privateBounce: 'privatePool' },
        pools: [{}, { visibility: 'private' }],
      }),
      tdi: { machine: tdiMachine, index: 'device', input: { secured: true, bme: 1 } },
    },
    { page: 1, slot: 2, pool: 2, device: 1, mapping: 1 },
    tdispInDmaWorld,
  ),
  smallSizes: { page: 1, slot: 2, pool: 2, device: 1, mapping: 1 },
  pinned: { states: 867_360, transitions: 10_885_736 },
  stands: {
    noPrivateByteInSharedPool: 'holds',
    hostKnowledgeIsDeclassified: 'holds',
    fromDeviceNoDisclosure: { violated: 4 },
    noNeighbourDisclosure: 'holds',
    noCrossDeviceSlotRead: 'holds',
    staleBytesNotRead: { violated: 7 },
    secretsOnlyAfterAcceptance: 'holds',
    unshareAfterUnmap: { violated: 8 },
    noLateDma: { violated: 6 },
    privateDeviceNeverBounces: 'holds',
    sharedDeviceAlwaysBounces: 'holds',
    poolStateMatchesDevice: 'holds',
    mismatchIsErrorNotBounce: 'holds',
    dmaAddressEncodingMatchesPool: 'holds',
    singleAddressDomainPerDevice: 'vacuous',
    bouncePolicyStable: 'holds',
    dmaMaskRespected: 'holds',
    acceptanceIsPolicyNotDriver: 'holds',
    noMappingsAcrossAccept: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: 'holds',
    forceBounceRefusedWithPrivate: { violated: 4 },
    conversionFailureLeaksNotFrees: 'holds',
    runNeedsLockAndNonce: 'holds',
    lockedNeedsSession: 'holds',
    nonceOnlyWhileLocked: 'holds',
    stopEndsDma: 'holds',
    failedRequestChangesNothing: 'vacuous',
    unlockedAlwaysReachable: 'holds',
    conventionalResetUnlocks: 'vacuous',
    bmeClearAfterLockGoesError: 'holds',
    noDmaInError: 'holds',
    noDmaWithoutBme: 'holds',
    recoveryReattests: 'vacuous',
  },
};
