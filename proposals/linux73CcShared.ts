import { endpointMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30'] as const;

/** Linux 7.3: pools know whether they are shared, and a mapping that does not fit is an error. */
export const linux73CcShared: Proposal = {
  systems: ['S40', 'S49'],
  title: 'Linux 7.3: cc_shared pools and attributes',
  argument: 'A pool of the wrong visibility is an error, and memory that is shared already needs no bounce.',
  objection:
    'force_dma_unencrypted() is still true for every device of a confidential guest, so the check has nothing to refuse.',
  sources: [
    'Linux 7.3 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
    'Linux 7.3 kernel/dma/direct.c dma_direct_map_phys',
  ],
  moves,
  system: systemOf(
    'linux73CcShared',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'nobody' },
        dmaDirect: { followsDevice: 'never', mapsSharedPages: true, privateBounce: 'privatePool' },
        pools: [{}],
      }),
      endpoint: { machine: endpointMachine, index: 'device', input: { reaches: 'shared' } },
    },
    { page: 2, slot: 1, device: 1, mapping: 1 },
    {},
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 51_272, transitions: 720_512 },
  stands: {
    noPrivateByteInSharedPool: 'vacuous',
    hostKnowledgeIsDeclassified: 'holds',
    fromDeviceNoDisclosure: { violated: 4 },
    noNeighbourDisclosure: 'holds',
    noCrossDeviceSlotRead: 'holds',
    staleBytesNotRead: { violated: 7 },
    secretsOnlyAfterAcceptance: 'vacuous',
    unshareAfterUnmap: { violated: 8 },
    noLateDma: { violated: 6 },
    privateDeviceNeverBounces: 'vacuous',
    sharedDeviceAlwaysBounces: 'holds',
    poolStateMatchesDevice: 'holds',
    mismatchIsErrorNotBounce: 'vacuous',
    dmaAddressEncodingMatchesPool: 'holds',
    singleAddressDomainPerDevice: 'vacuous',
    bouncePolicyStable: 'vacuous',
    dmaMaskRespected: 'holds',
    acceptanceIsPolicyNotDriver: 'vacuous',
    noMappingsAcrossAccept: 'vacuous',
    acceptOnlyDriverDetached: 'vacuous',
    acceptRequiresFreshLockedEvidence: 'vacuous',
    forceBounceRefusedWithPrivate: 'vacuous',
    conversionFailureLeaksNotFrees: 'holds',
  },
};
