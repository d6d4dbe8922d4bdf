import { tdiMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import { oneWay } from './oneWay.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { tdispInDmaWorld } from './tdispInDmaWorld.ts';

const moves = ['M10', 'M14', 'M16', 'M28', 'M30'] as const;

/** Userspace accepts a locked and attested device, which then is private; nothing is said about bouncing. */
export const privateAccepted: Proposal = {
  systems: ['S38', 'S41'],
  title: 'private_accepted: userspace policy, default pool',
  argument:
    'Acceptance is an act of policy after lock and attestation, with no driver and no mapping in the way.',
  objection: 'What keeps the DMA layer from bouncing for an accepted device all the same?',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
  ],
  moves,
  system: systemOf(
    'privateAccepted',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'acceptance' },
        dmaDirect: { followsDevice: 'acceptance' },
        pools: [{}],
      }),
      tdi: { machine: tdiMachine, index: 'device', input: { secured: true, bme: 1 } },
    },
    { page: 2, slot: 1, device: 1, mapping: 2 },
    { ...tdispInDmaWorld, ...oneWay, SHARE: false, POOL_GROW: false },
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 1_145_248, transitions: 16_682_588 },
  stands: {
    noPrivateByteInSharedPool: { violated: 8 },
    hostKnowledgeIsDeclassified: { violated: 9 },
    fromDeviceNoDisclosure: { violated: 4 },
    noNeighbourDisclosure: 'vacuous',
    noCrossDeviceSlotRead: 'holds',
    staleBytesNotRead: { violated: 7 },
    secretsOnlyAfterAcceptance: 'holds',
    unshareAfterUnmap: { violated: 9 },
    noLateDma: { violated: 6 },
    privateDeviceNeverBounces: { violated: 7 },
    sharedDeviceAlwaysBounces: 'holds',
    poolStateMatchesDevice: { violated: 7 },
    mismatchIsErrorNotBounce: { violated: 7 },
    dmaAddressEncodingMatchesPool: 'holds',
    singleAddressDomainPerDevice: { violated: 9 },
    bouncePolicyStable: 'holds',
    dmaMaskRespected: 'holds',
    acceptanceIsPolicyNotDriver: 'holds',
    noMappingsAcrossAccept: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: { violated: 5 },
    forceBounceRefusedWithPrivate: { violated: 4 },
    conversionFailureLeaksNotFrees: 'vacuous',
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
