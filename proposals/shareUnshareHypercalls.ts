import { endpointMachine } from '../machines/index.ts';
import { dmaWorld } from './dmaWorld.ts';
import { oneWay } from './oneWay.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25'] as const;

/**
 * The driver shares each page with the host before it maps it and takes it back afterwards, where a shared page keeps what is on it.
 * Unmapping and unsharing are two steps here, so a device gets at a page between them that is unmapped and still shared.
 */
export const shareUnshareHypercalls: Proposal = {
  systems: ['S17'],
  title: 'share and unshare hypercalls, page kept as it is',
  argument: 'Share what is mapped and nothing else, and no copy is needed.',
  objection:
    'Sharing is by the page: what lay there before, or beside, is shared with it; and enlightenment in the core of every operating system is a long way off.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'Linux 7.2 drivers/virt/coco/pkvm-guest/arm-pkvm-guest.c MEM_SHARE, MEM_UNSHARE',
  ],
  moves: moves,
  system: systemOf(
    'shareUnshareHypercalls',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'nobody' },
        dmaDirect: { followsDevice: 'never', mapsSharedPages: true },
        page: { onConversion: 'keep' },
        pools: [],
      }),
      endpoint: { machine: endpointMachine, index: 'device', input: { reaches: 'shared' } },
    },
    { page: 1, device: 1, mapping: 1 },
    oneWay,
  ),
  smallSizes: { page: 1, device: 1, mapping: 1 },
  pinned: { states: 112, transitions: 573 },
  stands: {
    hostKnowledgeIsDeclassified: { violated: 5 },
    noNeighbourDisclosure: { violated: 4 },
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
