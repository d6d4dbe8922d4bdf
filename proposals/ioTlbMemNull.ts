import { endpointMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30'] as const;

/** VMBus declares external memory confidential and clears dma_io_tlb_mem before the device is added. */
export const ioTlbMemNull: Proposal = {
  systems: ['S45', 'S47'],
  title: 'dma_io_tlb_mem = NULL for confidential VMBus',
  argument: 'A device without a pool cannot bounce, and all other logic of the DMA layer stays.',
  objection: 'It is not enough where the high bit of an address says what the memory is.',
  sources: [
    '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025',
    '"Confidential VMBus external memory" V2, linux-hyperv, 10 Feb 2026',
  ],
  moves,
  system: systemOf(
    'ioTlbMemNull',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'bus' },
        dmaDirect: {
          followsDevice: 'bus',
          privateBounce: 'never',
          privateAddress: 'shared',
          privateHasPool: false,
        },
        page: { addressFollowsPage: false },
        pools: [{}],
      }),
      endpoint: { machine: endpointMachine, index: 'device', input: { reaches: 'private' } },
    },
    { page: 2, slot: 1, device: 1, mapping: 1 },
    {},
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 5_076, transitions: 78_036 },
  stands: {
    noPrivateByteInSharedPool: 'holds',
    hostKnowledgeIsDeclassified: 'holds',
    fromDeviceNoDisclosure: 'vacuous',
    noNeighbourDisclosure: 'vacuous',
    noCrossDeviceSlotRead: 'vacuous',
    staleBytesNotRead: { violated: 6 },
    secretsOnlyAfterAcceptance: 'holds',
    unshareAfterUnmap: { violated: 6 },
    noLateDma: { violated: 5 },
    privateDeviceNeverBounces: 'holds',
    sharedDeviceAlwaysBounces: 'vacuous',
    poolStateMatchesDevice: 'vacuous',
    mismatchIsErrorNotBounce: 'holds',
    dmaAddressEncodingMatchesPool: { violated: 3 },
    singleAddressDomainPerDevice: 'vacuous',
    bouncePolicyStable: 'vacuous',
    dmaMaskRespected: 'holds',
    acceptanceIsPolicyNotDriver: 'vacuous',
    noMappingsAcrossAccept: 'vacuous',
    acceptOnlyDriverDetached: 'vacuous',
    acceptRequiresFreshLockedEvidence: 'vacuous',
    forceBounceRefusedWithPrivate: { violated: 1 },
    conversionFailureLeaksNotFrees: 'vacuous',
  },
};
