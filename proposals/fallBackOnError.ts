import { tdiMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { tdispInDmaWorld } from './tdispInDmaWorld.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30', 'M28'] as const;

/** As error instead of bounce, but a device whose TDI has failed is a shared device again, under its driver. */
export const fallBackOnError: Proposal = {
  systems: ['S42'],
  title: 'Back to shared when the TDI fails',
  argument: 'A device that falls out of RUN loses its trust at once, and its driver can go on.',
  objection: 'The driver still holds what was released for a private device.',
  sources: [
    '"PCI/TSM: TEE I/O" RFC v2, replies on trust levels that reset with RUN, Mar 2026',
    '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
  ],
  moves,
  system: systemOf(
    'fallBackOnError',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'acceptance', evidenceBoundToAccept: true, seesError: true },
        dmaDirect: {
          followsDevice: 'acceptance',
          mapsSharedPages: true,
          privateBounce: 'never',
          afterError: 'unencrypted',
        },
        pools: [{}],
      }),
      tdi: { machine: tdiMachine, index: 'device', input: { secured: true, bme: 1 } },
    },
    { page: 1, slot: 1, device: 1, mapping: 1 },
    tdispInDmaWorld,
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 331_952, transitions: 4_127_932 },
  stands: {
    noPrivateByteInSharedPool: { violated: 10 },
    hostKnowledgeIsDeclassified: { violated: 11 },
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
    bouncePolicyStable: { violated: 6 },
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
