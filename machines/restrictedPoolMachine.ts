import { not, or, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How a pool is described to the guest, and what the guest makes of it. */
export interface RestrictedPoolInput {
  /**
   * How the platform tells the guest that the device reaches a bounce pool only:
   * - `memoryRegion`: the device's node refers to a restricted-dma-pool;
   * - `invalid`: that pool has a property which the guest rejects (`linux,dma-default`, `no-map`, `reusable`);
   * - `unreferenced`: the pool is there and the device's node does not refer to it;
   * - `capability`: the buffer is the device's own, announced by VIRTIO_PCI_CAP_SWIOTLB;
   * - `none`: not at all.
   *
   * Default memoryRegion.
   */
  readonly described?: 'memoryRegion' | 'invalid' | 'unreferenced' | 'capability' | 'none';
  /** Whether the guest looks for it: CONFIG_DMA_RESTRICTED_POOL, or a driver that knows the capability. Default true. */
  readonly guestKnows?: boolean;
  /** Rule: a device whose pool cannot be used is not driven at all. Linux warns and goes on. Default false. */
  readonly failsClosed?: boolean;
}

/**
 * The bounce pool that one device is restricted to, as the guest finds it before it binds a driver, and what
 * it means for addresses: the DMA API gives slots of the attached pool, a physical address is one of RAM
 * whatever is attached.
 *
 * Source: Linux 7.3 drivers/of/device.c of_dma_configure_id, of_dma_set_restricted_buffer;
 * kernel/dma/swiotlb.c rmem_swiotlb_setup, rmem_swiotlb_device_init; RFC 2/3 and 3/3 of 2 Apr 2025.
 * Left out: the size of the pool (a small one is a livelock, not a leak); pools that overlap other owners;
 * an IOMMU in front of the device, which has Linux ignore the pool.
 */
export const restrictedPoolMachine = setup({
  types: {} as {
    context: Required<RestrictedPoolInput>;
    events: DmaEvent;
    input: RestrictedPoolInput | undefined;
  },
  guards: {
    memoryRegion: ({ context }) => context.guestKnows && context.described === 'memoryRegion',
    capability: ({ context }) => context.guestKnows && context.described === 'capability',
    invalid: ({ context }) => context.guestKnows && context.described === 'invalid',
    failsOpen: ({ context }) => !context.failsClosed,
    pooled: ({ event }) => event.type === 'POST' && (event.range === 'pool') === (event.api !== 'physical'),
    unpooled: ({ event }) => event.type === 'POST' && event.range === 'ram' && event.api !== 'bounceBuffer',
    // A buffer behind a capability is the driver's to use or not, until bit 27 says that it must.
    mixed: ({ event }) =>
      event.type === 'POST' && (event.range === 'pool') === (event.api === 'bounceBuffer'),
  },
}).createMachine({
  id: 'restrictedPool',
  context: ({ input }) => ({
    described: input?.described ?? 'memoryRegion',
    guestKnows: input?.guestKnows ?? true,
    failsClosed: input?.failsClosed ?? false,
  }),
  initial: 'unconfigured',
  states: {
    unconfigured: {
      on: {
        POOL_ATTACH: [
          { guard: 'memoryRegion', target: 'attached' },
          { guard: 'capability', target: 'onDevice' },
        ],
        POOL_ATTACH_FAILS: { guard: 'memoryRegion', target: 'failed' },
        POOL_REJECT: { guard: 'invalid', target: 'failed' },
        ACKNOWLEDGE: { guard: not(or(['memoryRegion', 'capability', 'invalid'])), target: 'absent' },
      },
    },
    attached: { on: { ACKNOWLEDGE: { target: 'attached' }, POST: { guard: 'pooled', target: 'attached' } } },
    onDevice: { on: { ACKNOWLEDGE: { target: 'onDevice' }, POST: { guard: 'mixed', target: 'onDevice' } } },
    failed: {
      on: {
        ACKNOWLEDGE: { guard: 'failsOpen', target: 'failed' },
        POST: { guard: 'unpooled', target: 'failed' },
      },
    },
    absent: { on: { ACKNOWLEDGE: { target: 'absent' }, POST: { guard: 'unpooled', target: 'absent' } } },
  },
});
