import { tdiMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { tdispInDmaWorld } from './tdispInDmaWorld.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30', 'M28'] as const;

/** An accepted device is never bounced: where a mapping would need it, it fails. */
export const errorInsteadOfBounce: Proposal = {
  systems: ['S31', 'S40'],
  title: 'Error instead of bounce',
  argument: 'A driver of a private device rather gets an error than a leak.',
  objection: 'A driver cannot predict which mapping will need a bounce, so a healthy device may fail.',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    'Linux 7.3 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
  ],
  moves,
  system: systemOf(
    'errorInsteadOfBounce',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'acceptance', evidenceBoundToAccept: true, seesError: true },
        dmaDirect: { followsDevice: 'acceptance', mapsSharedPages: true, privateBounce: 'never' },
        pools: [{}],
      }),
      tdi: { machine: tdiMachine, index: 'device', input: { secured: true, bme: 1 } },
    },
    { page: 1, slot: 1, device: 1, mapping: 1 },
    tdispInDmaWorld,
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 341_280, transitions: 4_234_760 },
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
    recoveryReattests: 'holds',
  },
};
