import { endpointMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30'] as const;

/** Linux 6.12 in a confidential VM: everything bounces, for every device. */
export const linux612ForceBounce: Proposal = {
  systems: ['S41'],
  title: 'Linux 6.12: swiotlb forced for all devices',
  argument: 'A confidential guest forces swiotlb, so no device ever needs private memory.',
  objection:
    'Nothing but that one flag stands between a device and private pages; a failed conversion of the pool is ignored.',
  sources: [
    'Linux 6.12 kernel/dma/direct.h dma_direct_map_page',
    'Linux 6.12 kernel/dma/swiotlb.c swiotlb_update_mem_attributes',
  ],
  moves,
  system: systemOf(
    'linux612ForceBounce',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'nobody' },
        dmaDirect: { followsDevice: 'never' },
        pools: [{ failsClosed: false, dynamic: true }],
      }),
      endpoint: { machine: endpointMachine, index: 'device', input: { reaches: 'shared' } },
    },
    { page: 2, slot: 1, device: 2, mapping: 1 },
    {},
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 272_000, transitions: 5_326_752 },
  stands: {
    noPrivateByteInSharedPool: 'vacuous',
    hostKnowledgeIsDeclassified: 'holds',
    fromDeviceNoDisclosure: { violated: 4 },
    noNeighbourDisclosure: 'holds',
    noCrossDeviceSlotRead: 'holds',
    staleBytesNotRead: { violated: 7 },
    secretsOnlyAfterAcceptance: 'vacuous',
    unshareAfterUnmap: 'vacuous',
    noLateDma: { violated: 6 },
    privateDeviceNeverBounces: 'vacuous',
    sharedDeviceAlwaysBounces: 'holds',
    poolStateMatchesDevice: 'holds',
    mismatchIsErrorNotBounce: 'vacuous',
    dmaAddressEncodingMatchesPool: 'holds',
    singleAddressDomainPerDevice: 'vacuous',
    bouncePolicyStable: 'vacuous',
    dmaMaskRespected: 'vacuous',
    acceptanceIsPolicyNotDriver: 'vacuous',
    noMappingsAcrossAccept: 'vacuous',
    acceptOnlyDriverDetached: 'vacuous',
    acceptRequiresFreshLockedEvidence: 'vacuous',
    forceBounceRefusedWithPrivate: 'vacuous',
    conversionFailureLeaksNotFrees: 'holds',
  },
};
