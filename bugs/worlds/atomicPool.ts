import { smallWorld } from '../smallWorld.ts';

/**
 * A frame of the shared atomic pool, known by two virtual addresses (remapped, and of the direct map), what is given to
 * a caller, and what comes back from it. A frame next to it is private and belongs to somebody else.
 */
export const atomicPool = smallWorld({
  name: 'atomicPool',
  source:
    'Linux 7.3 kernel/dma/swiotlb.c swiotlb_free_tlb (CVE-2026-90387), kernel/dma/direct.c dma_direct_alloc_from_pool (CVE-2026-89995)',
  facts: { given: 'none', frame: 'pool', neighbour: 'private' },
  rules: {
    keepAllocAddress: 'memory is freed by the address that its allocation returned',
    typeHandles: 'a virtual address and a struct page are of different types',
  },
  steps: {
    ALLOC: {
      by: 'guest',
      summary: 'a caller that may not sleep gets the frame from the pool',
      when: ({ given, frame }) => given === 'none' && frame === 'pool',
      effect: (_, __, { keepAllocAddress, typeHandles }) => ({
        given: typeHandles ? (keepAllocAddress ? 'remapped' : 'direct') : 'garbage',
      }),
    },
    FREE_TO_POOL: {
      by: 'guest',
      summary: 'the address is one of the pool, and the frame goes back there',
      when: ({ given }) => given === 'remapped',
      effect: () => ({ given: 'none' }),
    },
    FREE_AS_PAGES: {
      by: 'guest',
      summary:
        'the address is not one of the pool: its frame is made private and freed as ordinary pages are',
      when: ({ given }) => given === 'direct' || given === 'garbage',
      effect: ({ given, frame, neighbour }) => ({
        given: 'none',
        frame: given === 'direct' ? 'poolAndFree' : frame,
        neighbour: given === 'garbage' ? 'freed' : neighbour,
      }),
    },
  },
  claim: {
    name: 'oneOwnerPerFrame',
    summary: 'no frame has two owners: the pool, the page allocator, or somebody else',
    applies: () => true,
    holds: ({ frame, neighbour }) => frame === 'pool' && neighbour === 'private',
  },
});
