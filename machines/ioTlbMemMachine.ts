import { assign, setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** How a confidential device is kept from its bounce pool. */
export interface IoTlbMemInput {
  /** Whether the pool is taken away from the device at all. Default true. */
  readonly disables?: boolean;
  /** Rule: that happens between device_initialize and device_add, and at no other time. Default true. */
  readonly beforeAdd?: boolean;
  /** Rule: nothing gives the device its default pool back. Default true. */
  readonly staysNull?: boolean;
  /** What phys_to_dma() says of a page of this device. Default private. */
  readonly address?: Visibility;
}

/**
 * dev->dma_io_tlb_mem of one device whose memory is to stay private: with a pool the device bounces, since the guest
 * is confidential; without one it is mapped directly, or not at all where a bounce would be needed.
 *
 * Source: M. Kelley, "Confidential VMBus external memory", 28 Nov 2025 (NULL between device_initialize and
 * device_add; swiotlb_dev_disable()); T. Lan, V3 of 25 Mar 2026; R. Kisel, hyperv-next 6/6, 9 Apr 2025
 * (phys_to_dma() and force_dma_unencrypted()); Linux 7.3 kernel/dma/swiotlb.c rmem_swiotlb_device_release (sets
 * the default pool again), swiotlb_tbl_map_single (no pool: DMA_MAPPING_ERROR).
 * Left out: why a private device would have to bounce (dmaDirectMachine has the reasons).
 */
export const ioTlbMemMachine = setup({
  types: {} as {
    context: Required<IoTlbMemInput> & { readonly pool: boolean; readonly added: boolean };
    events: DmaEvent;
    input: IoTlbMemInput | undefined;
  },
  guards: {
    mayDisable: ({ context }) => context.disables && context.pool && !(context.beforeAdd && context.added),
    mayRestore: ({ context }) => !context.pool && !context.staysNull && context.added,
    // The bus does what it has to do before it adds the device, if it is to do it then.
    mayAdd: ({ context }) => !context.added && !(context.disables && context.beforeAdd && context.pool),
    added: ({ context }) => context.added,
    decides: ({ context, event }) => {
      if (event.type !== 'MAP_UNPOOLED') return false;
      if (event.way === 'direct') return !context.pool && event.address === context.address;
      return event.address === 'shared' && context.pool === (event.way === 'bounced');
    },
  },
  actions: {
    disable: assign({ pool: false }),
    restore: assign({ pool: true }),
    add: assign({ added: true }),
    pass: () => {},
  },
}).createMachine({
  id: 'ioTlbMem',
  context: ({ input }) => ({
    disables: true,
    beforeAdd: true,
    staysNull: true,
    address: 'private',
    ...input,
    pool: true,
    added: false,
  }),
  initial: 'unbound',
  on: {
    SWIOTLB_DEV_DISABLE: { guard: 'mayDisable', actions: 'disable' },
    DEFAULT_POOL_AGAIN: { guard: 'mayRestore', actions: 'restore' },
  },
  states: {
    unbound: {
      on: {
        DEVICE_ADD: { guard: 'mayAdd', actions: 'add' },
        BIND_DRIVER: { guard: 'added', target: 'bound' },
      },
    },
    bound: {
      on: {
        UNBIND_DRIVER: 'unbound',
        MAP_UNPOOLED: { guard: 'decides', actions: 'pass' },
      },
    },
  },
});
