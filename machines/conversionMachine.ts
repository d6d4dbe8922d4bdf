import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** What a conversion to private operation takes away. */
export interface ConversionInput {
  /** Rule: the driver is unbound first. Default true. */
  readonly detachedOnly?: boolean;
  /** Rule: the device is removed and added, so that nothing that was set on it survives. Default true. */
  readonly replugs?: boolean;
}

/**
 * What is set on a struct device that the DMA layer goes by, over the conversion of the device. A driver unmaps
 * before it lets go of its device; the DMA mask stays on the device when the driver goes.
 *
 * Source: A. Kardashevskiy and D. Williams, "Secure VFIO, TDISP, SEV TIO", Aug 2024 ("device conversion events are
 * violent and might as well be unplug/replug events"); Linux 7.3 drivers/base/dd.c device_unbind_cleanup (resets
 * neither dma_mask nor dma_io_tlb_mem), "PCI/TSM: TEE I/O" RFC v2 (-EBUSY while a driver is bound).
 * Left out: which of the settings; the IOMMU domain of the group; what goes wrong by each.
 */
export const conversionMachine = setup({
  types: {} as {
    context: Required<ConversionInput> & {
      readonly bound: boolean;
      readonly maskSet: boolean;
      readonly mapped: boolean;
    };
    events: DmaEvent;
    input: ConversionInput | undefined;
  },
  guards: {
    detached: ({ context }) => !context.bound,
    bound: ({ context }) => context.bound,
    mayUnbind: ({ context }) => context.bound && !context.mapped,
    mayMap: ({ context }) => context.bound && context.maskSet && !context.mapped,
    mapped: ({ context }) => context.mapped,
    mayConvert: ({ context }) => !context.detachedOnly || !context.bound,
  },
  actions: {
    bind: assign({ bound: true }),
    unbind: assign({ bound: false }),
    setMask: assign({ maskSet: true }),
    map: assign({ mapped: true }),
    unmap: assign({ mapped: false }),
    convert: assign(({ context }) =>
      context.replugs ? { bound: false, maskSet: false, mapped: false } : {},
    ),
  },
}).createMachine({
  id: 'conversion',
  context: ({ input }) => ({
    detachedOnly: true,
    replugs: true,
    ...input,
    bound: false,
    maskSet: false,
    mapped: false,
  }),
  initial: 'shared',
  on: {
    BIND_DRIVER: { guard: 'detached', actions: 'bind' },
    UNBIND_DRIVER: { guard: 'mayUnbind', actions: 'unbind' },
    SET_DMA_MASK: { guard: 'bound', actions: 'setMask' },
    TAKE_MAPPING: { guard: 'mayMap', actions: 'map' },
    DROP_MAPPING: { guard: 'mapped', actions: 'unmap' },
  },
  states: {
    shared: { on: { CONVERT: { guard: 'mayConvert', target: 'private', actions: 'convert' } } },
    private: {},
  },
});
