import { endpointMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import { oneWay } from './oneWay.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30'] as const;

/** A bit in struct device says that the device needs no bounce buffer, and its driver sets it. */
export const notBounceBit: Proposal = {
  systems: ['S37'],
  title: 'The not-bounce-buffer bit of struct device',
  argument: 'Bouncing between two confidential endpoints is only copying; a capable device may do without.',
  objection:
    'It is about trust, not copying; a driver has no business opting itself in, and the DMA layer may still bounce.',
  sources: ['"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025'],
  moves,
  system: systemOf(
    'notBounceBit',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'driver' },
        dmaDirect: { followsDevice: 'bit' },
        pools: [{}],
      }),
      endpoint: { machine: endpointMachine, index: 'device', input: { reaches: 'private' } },
    },
    { page: 2, slot: 1, device: 1, mapping: 2 },
    oneWay,
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 1_042_524, transitions: 17_508_454 },
  stands: {
    noPrivateByteInSharedPool: { violated: 6 },
    hostKnowledgeIsDeclassified: { violated: 7 },
    fromDeviceNoDisclosure: { violated: 4 },
    noNeighbourDisclosure: { violated: 10 },
    noCrossDeviceSlotRead: 'holds',
    staleBytesNotRead: { violated: 7 },
    secretsOnlyAfterAcceptance: 'holds',
    unshareAfterUnmap: { violated: 7 },
    noLateDma: { violated: 6 },
    privateDeviceNeverBounces: { violated: 5 },
    sharedDeviceAlwaysBounces: { violated: 4 },
    poolStateMatchesDevice: { violated: 5 },
    mismatchIsErrorNotBounce: { violated: 5 },
    dmaAddressEncodingMatchesPool: 'holds',
    singleAddressDomainPerDevice: { violated: 7 },
    bouncePolicyStable: { violated: 2 },
    dmaMaskRespected: 'holds',
    acceptanceIsPolicyNotDriver: { violated: 2 },
    noMappingsAcrossAccept: { violated: 5 },
    acceptOnlyDriverDetached: 'vacuous',
    acceptRequiresFreshLockedEvidence: 'vacuous',
    forceBounceRefusedWithPrivate: { violated: 3 },
    conversionFailureLeaksNotFrees: 'holds',
  },
};
