import { assign, setup } from 'xstate';
import type { Content, Direction, DmaEvent } from './alphabet.ts';

/** Parameters of a page of guest memory. */
export interface PageInput {
  /** What a conversion does to the bytes: scrub (TDX, SNP, CCA: what the host reads then is noise), or keep (pKVM). */
  readonly onConversion?: 'scrub' | 'keep';
  /** Rule: a page whose conversion failed is leaked. Without it, it goes back to the page allocator. Default true. */
  readonly leaksOnFailure?: boolean;
  /** Rule: the DMA address of a direct mapping says what the page is. Default true. */
  readonly addressFollowsPage?: boolean;
  /** Rule: pages are cleared when they are allocated (init_on_alloc). Linux's default is false, as here. */
  readonly clearsOnAlloc?: boolean;
  /** Whether devices with a small DMA mask reach the page. Default within. */
  readonly reach?: 'withinMask' | 'beyondMask';
}

/**
 * One page of guest memory: who can reach it (its state), who owns it, what it holds, and whether a DMA
 * mapping of it is live. It starts as free private memory with somebody's old data in it.
 *
 * Hardware decides what the host and devices reach: a private page takes only DMA with T=1, a shared page
 * takes both. In `sharing` the page is still private to hardware, in `unsharing` still shared; in `unknown`
 * (a conversion failed) it may be either, so everybody may reach it.
 *
 * Source: Linux 6.12 arch/x86/mm/pat/set_memory.c __set_memory_enc_pgtable (a failure is not rolled back);
 * kernel/dma/direct.c dma_direct_alloc (leak on failure, CVE-2024-35939); PCIe r6.3 11.2.1 (T bit).
 * Left out: parts of a page; conversions that change only the guest's or only the host's view; a private
 * device that writes where nobody told it to, except late (an accepted device is trusted to obey).
 */
export const pageMachine = setup({
  types: {} as {
    context: Required<PageInput> & {
      readonly owner: 'allocator' | 'driver' | 'pool';
      /** Whose driver owns it. */
      readonly device: number | null;
      readonly content: Content;
      readonly mapped: 'no' | 'direct' | 'bounced';
    };
    events: DmaEvent;
    input: PageInput | undefined;
  },
  guards: {
    free: ({ context }) => context.owner === 'allocator',
    itsDriver: ({ context, event }) =>
      context.owner === 'driver' && 'device' in event && event.device === context.device,
    pools: ({ context }) => context.owner === 'pool',
    givenBack: ({ context }) => context.owner === 'driver' && context.mapped === 'no',
    givenBackInDoubt: ({ context }) =>
      context.owner === 'driver' && context.mapped === 'no' && !context.leaksOnFailure,
    freeInDoubt: ({ context }) => context.owner === 'allocator' && !context.leaksOnFailure,
    itsDriverInDoubt: ({ context, event }) =>
      !context.leaksOnFailure && event.type === 'WRITE' && event.device === context.device,
    shareable: ({ context, event }) =>
      context.mapped === 'no' &&
      context.content !== 'secret' &&
      (context.owner === 'pool' || (event.type === 'SHARE' && event.device === context.device)),
    unshareable: ({ context }) => context.owner !== 'allocator' && context.mapped === 'no',
    /** A correct driver has given back what it had before it goes. */
    notItsDriver: ({ context, event }) => event.type === 'UNBIND_DRIVER' && event.device !== context.device,
    notItsDriverOrLeaked: ({ context, event }) =>
      context.leaksOnFailure || (event.type === 'UNBIND_DRIVER' && event.device !== context.device),
    writesPublic: ({ context, event }) =>
      event.type === 'WRITE' && event.content === 'public' && event.device === context.device,
    mapsDirect: ({ context, event }, visibility: 'private' | 'shared') =>
      event.type === 'MAP_DIRECT' &&
      mappable(context, event) &&
      event.reach === context.reach &&
      (event.address === visibility || !context.addressFollowsPage),
    mapsBounced: ({ context, event }) =>
      event.type === 'MAP_BOUNCED' && mappable(context, event) && event.content === context.content,
    mapsDirectInDoubt: ({ context, event }) =>
      event.type === 'MAP_DIRECT' &&
      !context.leaksOnFailure &&
      mappable(context, event) &&
      event.reach === context.reach &&
      (event.address === 'private' || !context.addressFollowsPage),
    mapsBouncedInDoubt: ({ context, event }) =>
      event.type === 'MAP_BOUNCED' &&
      !context.leaksOnFailure &&
      mappable(context, event) &&
      event.content === context.content,
    mappedDirect: ({ context }) => context.mapped === 'direct',
    mappedBounced: ({ context }) => context.mapped === 'bounced',
    mappedSameContent: ({ context, event }) =>
      context.mapped === 'bounced' && 'content' in event && event.content === context.content,
    sameContent: ({ context, event }) => 'content' in event && event.content === context.content,
    tBitSet: ({ event }) => 't' in event && event.t === 1,
    toldTo: ({ context, event }) => 't' in event && (event.t === 0 || context.mapped === 'direct'),
  },
  actions: {
    allocate: assign(({ context, event }) => ({
      owner: 'driver' as const,
      device: event.type === 'ALLOC' ? event.device : null,
      content: context.clearsOnAlloc ? ('zero' as const) : context.content,
    })),
    joinPool: assign({ owner: 'pool' }),
    release: assign(({ context }) => ({
      owner: 'allocator' as const,
      device: null,
      content: context.content === 'secret' ? ('stale' as const) : context.content,
    })),
    write: assign(({ event }) => (event.type === 'WRITE' ? { content: event.content } : {})),
    convert: assign(({ context }) => (context.onConversion === 'scrub' ? { content: 'zero' as const } : {})),
    mapDirect: assign({ mapped: 'direct' }),
    mapBounced: assign({ mapped: 'bounced' }),
    unmap: assign({ mapped: 'no' }),
    copyBack: assign(({ event }) => {
      if (event.type !== 'UNMAP_BOUNCED') return {};
      return event.dir === 'TO_DEVICE'
        ? { mapped: 'no' as const }
        : { mapped: 'no' as const, content: event.content };
    }),
    /** What a private device writes where nobody asked for it is nobody's data. */
    receive: assign(({ context, event }) => {
      if (event.type !== 'DMA_WRITE') return {};
      return { content: event.t === 0 || context.mapped === 'direct' ? event.data : ('stale' as const) };
    }),
    overwrite: assign({ content: 'public' }),
  },
}).createMachine({
  id: 'page',
  context: ({ input }) => ({
    onConversion: 'scrub',
    leaksOnFailure: true,
    addressFollowsPage: true,
    clearsOnAlloc: false,
    reach: 'withinMask',
    ...input,
    owner: 'allocator',
    device: null,
    content: 'stale',
    mapped: 'no',
  }),
  initial: 'private',
  on: {
    UNMAP_DIRECT: { guard: 'mappedDirect', actions: 'unmap' },
    UNMAP_BOUNCED: { guard: 'mappedBounced', actions: 'copyBack' },
  },
  states: {
    private: {
      on: {
        ALLOC: { guard: 'free', actions: 'allocate' },
        POOL_GROW: { guard: 'free', actions: 'joinPool' },
        FREE: { guard: 'givenBack', actions: 'release' },
        POOL_SHRINK: { guard: 'pools', actions: 'release' },
        WRITE: { guard: 'itsDriver', actions: 'write' },
        SHARE: { guard: 'shareable', target: 'sharing' },
        MAP_DIRECT: { guard: { type: 'mapsDirect', params: 'private' }, actions: 'mapDirect' },
        MAP_BOUNCED: { guard: 'mapsBounced', actions: 'mapBounced' },
        SYNC_FOR_DEVICE: { guard: 'mappedSameContent', target: 'private' },
        UNBIND_DRIVER: { guard: 'notItsDriver', target: 'private' },
        DMA_READ: { guard: 'tBitSet', target: 'private' },
        DMA_WRITE: { guard: 'tBitSet', actions: 'receive' },
      },
    },
    sharing: {
      on: {
        CONVERTED: { target: 'shared', actions: 'convert' },
        CONVERSION_FAILS: { target: 'unknown', actions: 'convert' },
        UNBIND_DRIVER: { guard: 'notItsDriver', target: 'sharing' },
        DMA_READ: { guard: 'tBitSet', target: 'sharing' },
        DMA_WRITE: { guard: 'tBitSet', actions: 'receive' },
      },
    },
    shared: {
      tags: 'exposed',
      on: {
        WRITE: { guard: 'writesPublic', actions: 'write' },
        UNSHARE: { guard: 'unshareable', target: 'unsharing' },
        MAP_DIRECT: { guard: { type: 'mapsDirect', params: 'shared' }, actions: 'mapDirect' },
        MAP_BOUNCED: { guard: 'mapsBounced', actions: 'mapBounced' },
        SYNC_FOR_DEVICE: { guard: 'mappedSameContent', target: 'shared' },
        UNBIND_DRIVER: { guard: 'notItsDriver', target: 'shared' },
        DMA_READ: { target: 'shared' },
        DMA_WRITE: { guard: 'toldTo', actions: 'receive' },
        HOST_READ: { guard: 'sameContent', target: 'shared' },
        HOST_WRITE: { actions: 'overwrite' },
      },
    },
    unsharing: {
      tags: 'exposed',
      on: {
        CONVERTED: { target: 'private', actions: 'convert' },
        CONVERSION_FAILS: 'unknown',
        UNBIND_DRIVER: { guard: 'notItsDriver', target: 'unsharing' },
        DMA_READ: { target: 'unsharing' },
        HOST_READ: { guard: 'sameContent', target: 'unsharing' },
        HOST_WRITE: { actions: 'overwrite' },
      },
    },
    unknown: {
      tags: 'exposed',
      on: {
        FREE: { guard: 'givenBackInDoubt', actions: 'release' },
        ALLOC: { guard: 'freeInDoubt', actions: 'allocate' },
        WRITE: { guard: 'itsDriverInDoubt', actions: 'write' },
        MAP_DIRECT: { guard: 'mapsDirectInDoubt', actions: 'mapDirect' },
        MAP_BOUNCED: { guard: 'mapsBouncedInDoubt', actions: 'mapBounced' },
        SYNC_FOR_DEVICE: { guard: 'mappedSameContent', target: 'unknown' },
        UNBIND_DRIVER: { guard: 'notItsDriverOrLeaked', target: 'unknown' },
        DMA_READ: { target: 'unknown' },
        HOST_READ: { guard: 'sameContent', target: 'unknown' },
        HOST_WRITE: { actions: 'overwrite' },
      },
    },
  },
});

/** Data sent to a device must have been written for it; a buffer to receive into may hold anything. */
function mappable(
  { device, mapped, content }: { device: number | null; mapped: string; content: Content },
  event: { device: number; dir: Direction },
): boolean {
  if (event.device !== device || mapped !== 'no') return false;
  return event.dir === 'FROM_DEVICE' || content === 'public' || content === 'secret';
}
