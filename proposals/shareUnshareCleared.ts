import { endpointMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import { oneWay } from './oneWay.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25'] as const;

/** The same with pages that are cleared when they are allocated, so that nothing is there to be shared but the buffer. */
export const shareUnshareCleared: Proposal = {
  systems: ['S17'],
  title: 'share and unshare hypercalls, cleared pages',
  argument: 'A page of its own for each buffer, cleared first, has no neighbours.',
  objection: 'A page for each buffer, and two hypercalls for each request.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025', 'Linux 7.3 CONFIG_INIT_ON_ALLOC_DEFAULT_ON'],
  moves: moves,
  system: systemOf(
    'shareUnshareCleared',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'nobody' },
        dmaDirect: { followsDevice: 'never', mapsSharedPages: true },
        page: { onConversion: 'keep', clearsOnAlloc: true },
        pools: [],
      }),
      endpoint: { machine: endpointMachine, index: 'device', input: { reaches: 'shared' } },
    },
    { page: 1, device: 1, mapping: 1 },
    oneWay,
  ),
  smallSizes: { page: 1, device: 1, mapping: 1 },
  pinned: { states: 130, transitions: 659 },
  stands: {
    hostKnowledgeIsDeclassified: 'holds',
    noNeighbourDisclosure: 'holds',
    staleBytesNotRead: { violated: 8 },
    secretsOnlyAfterAcceptance: 'vacuous',
    unshareAfterUnmap: { violated: 8 },
    noLateDma: { violated: 7 },
    privateDeviceNeverBounces: 'vacuous',
    sharedDeviceAlwaysBounces: 'holds',
    mismatchIsErrorNotBounce: 'vacuous',
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
