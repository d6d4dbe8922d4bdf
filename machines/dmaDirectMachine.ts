import { assign, setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** The rules of a mapping decision. */
export interface DmaDirectInput {
  /** What makes dma-direct treat the device as private (force_dma_unencrypted() false). */
  readonly followsDevice: 'acceptance' | 'bit' | 'bus' | 'never';
  /** An already shared page of a shared device may be mapped as it is (DMA_ATTR_CC_SHARED, Linux 7.1). Default false. */
  readonly mapsSharedPages?: boolean;
  /**
   * What happens when a mapping of a private device must bounce: any pool will do, only a private pool
   * (Linux 7.3's check of `cc_shared`), or there is no pool for it at all.
   */
  readonly privateBounce?: 'anyPool' | 'privatePool' | 'never';
  /**
   * What a device whose TDI has failed is to dma-direct: shared again, or blocked until it is unlocked.
   * Default blocked.
   */
  readonly afterError?: 'unencrypted' | 'blocked';
  /** Rule: an address beyond the device's DMA mask is never handed out. Default true. */
  readonly checksMask?: boolean;
  /** What the address of a direct mapping of a private device says the memory is. Default private. */
  readonly privateAddress?: Visibility;
  /** Whether a private device has a pool: swiotlb=force does not reach one whose dma_io_tlb_mem is NULL. Default true. */
  readonly privateHasPool?: boolean;
}

/**
 * The decision of dma_direct_map_phys() for one device: direct, bounced, or an error. A shared device
 * bounces always (by policy); a private one is mapped directly, except where its DMA mask, an alignment or
 * swiotlb=force asks for a bounce, which the driver cannot foresee.
 *
 * Source: Linux 6.12 kernel/dma/direct.h dma_direct_map_page, is_swiotlb_force_bounce; Linux 7.3
 * kernel/dma/direct.c dma_direct_map_phys, swiotlb.c swiotlb_tbl_map_single (cc_shared against
 * force_dma_unencrypted); seed threads of 9 Apr 2025 and 3 Dec 2025 for the private variants.
 * Left out: iommu-dma, coherent memory, kmalloc bouncing as a reason of its own (it is `addressing`).
 */
export const dmaDirectMachine = setup({
  types: {} as {
    context: Required<DmaDirectInput> & { readonly forced: boolean };
    events: DmaEvent;
    input: DmaDirectInput;
  },
  guards: {
    byBus: ({ context }) => context.followsDevice === 'bus',
    byBit: ({ context }) => context.followsDevice === 'bit',
    byAcceptance: ({ context }) => context.followsDevice === 'acceptance',
    sharedPage: ({ context, event }) =>
      event.type === 'MAP_DIRECT' &&
      context.mapsSharedPages &&
      !context.forced &&
      event.address === 'shared' &&
      reaches(context, event.reach),
    privatePage: ({ context, event }) =>
      event.type === 'MAP_DIRECT' &&
      !(context.forced && context.privateHasPool) &&
      event.address === context.privateAddress &&
      reaches(context, event.reach),
    fallsBack: ({ context }) => context.afterError === 'unencrypted',
    bouncesAlways: ({ event }) =>
      event.type === 'MAP_BOUNCED' && event.why === 'policy' && event.memory === 'shared',
    bouncesPrivate: ({ context, event }) =>
      event.type === 'MAP_BOUNCED' &&
      event.why === (context.forced ? 'policy' : 'addressing') &&
      poolSuits(context.privateBounce, event.memory),
  },
  actions: { force: assign({ forced: true }) },
}).createMachine({
  id: 'dmaDirect',
  context: ({ input }) => ({
    mapsSharedPages: false,
    privateBounce: 'anyPool',
    afterError: 'blocked',
    checksMask: true,
    privateAddress: 'private',
    privateHasPool: true,
    ...input,
    forced: false,
  }),
  initial: 'added',
  states: {
    added: { always: [{ guard: 'byBus', target: 'encrypted' }, { target: 'unencrypted' }] },
    unencrypted: {
      on: {
        MAP_DIRECT: { guard: 'sharedPage', target: 'unencrypted' },
        MAP_BOUNCED: { guard: 'bouncesAlways', target: 'unencrypted' },
        MAP_ERROR: { target: 'unencrypted' },
        // dma_direct_alloc decrypts what it allocates for a shared device, and only for such.
        SHARE: { target: 'unencrypted' },
        ACCEPT: [{ guard: 'byAcceptance', target: 'encrypted' }, { target: 'unencrypted' }],
        UNLOCK: { target: 'unencrypted' },
        SEE_ERROR: { target: 'unencrypted' },
        SET_NO_BOUNCE: { guard: 'byBit', target: 'encrypted' },
        FORCE_SWIOTLB: { actions: 'force' },
      },
    },
    encrypted: {
      on: {
        MAP_DIRECT: { guard: 'privatePage', target: 'encrypted' },
        MAP_BOUNCED: { guard: 'bouncesPrivate', target: 'encrypted' },
        MAP_ERROR: { target: 'encrypted' },
        UNLOCK: 'unencrypted',
        SEE_ERROR: [{ guard: 'fallsBack', target: 'unencrypted' }, { target: 'blocked' }],
        CLEAR_NO_BOUNCE: 'unencrypted',
        FORCE_SWIOTLB: { actions: 'force' },
      },
    },
    blocked: {
      on: {
        MAP_ERROR: { target: 'blocked' },
        UNLOCK: 'unencrypted',
        SEE_ERROR: { target: 'blocked' },
        FORCE_SWIOTLB: { actions: 'force' },
      },
    },
  },
});

function reaches({ checksMask }: { checksMask: boolean }, reach: 'withinMask' | 'beyondMask'): boolean {
  return reach === 'withinMask' || !checksMask;
}

function poolSuits(privateBounce: DmaDirectInput['privateBounce'], memory: Visibility): boolean {
  // Without a check the default pool is taken, and that is the shared one.
  if (privateBounce === 'anyPool') return memory === 'shared';
  return privateBounce === 'privatePool' && memory === 'private';
}
