import { tdiMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import { oneWay } from './oneWay.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { tdispInDmaWorld } from './tdispInDmaWorld.ts';

const moves = ['M10', 'M14', 'M16', 'M28'] as const;

/** As private_accepted with the check of Linux 7.3, but the device may be accepted under its driver. */
export const acceptWithLiveMappings: Proposal = {
  systems: ['S38'],
  title: 'Acceptance with mappings left alive',
  argument: 'Requiring an unbound driver is clumsy; the mappings could stay.',
  objection: 'The DMA layer cannot hold mappings of one device in two addressing domains.',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
  ],
  moves,
  system: systemOf(
    'acceptWithLiveMappings',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'acceptance', detachedOnly: false },
        dmaDirect: { followsDevice: 'acceptance', mapsSharedPages: true, privateBounce: 'privatePool' },
        mapping: { refusesAccept: false },
        pools: [{}],
      }),
      tdi: { machine: tdiMachine, index: 'device', input: { secured: true, bme: 1 } },
    },
    { page: 2, slot: 1, device: 1, mapping: 2 },
    { ...tdispInDmaWorld, ...oneWay, SHARE: false, POOL_GROW: false },
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 1_108_440, transitions: 16_477_824 },
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
    poolStateMatchesDevice: 'holds',
    mismatchIsErrorNotBounce: 'holds',
    dmaAddressEncodingMatchesPool: 'holds',
    singleAddressDomainPerDevice: { violated: 9 },
    bouncePolicyStable: { violated: 4 },
    dmaMaskRespected: 'holds',
    acceptanceIsPolicyNotDriver: 'holds',
    noMappingsAcrossAccept: { violated: 7 },
    acceptOnlyDriverDetached: { violated: 2 },
    acceptRequiresFreshLockedEvidence: { violated: 5 },
    forceBounceRefusedWithPrivate: 'holds',
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
