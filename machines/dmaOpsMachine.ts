import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Whose dma_map_ops decide, for which device. */
export interface DmaOpsInput {
  /** `global`: the architecture's ops are replaced, for every device. `device`: those of this device. Default device. */
  readonly scope?: 'global' | 'device';
  /** What the device is. Default vmbus, with confidential external memory. */
  readonly bus?: 'vmbus' | 'pci';
  /** Rule: the ops keep to the DMA mask of the device. hyperv_dma_supported() takes any. Default true. */
  readonly checksMask?: boolean;
}

/**
 * The decision of dma_map where VMBus brings DMA operations of its own. They ask whether the device is a channel
 * with confidential external memory, by container_of(): of a PCI device the answer is whatever lies there in memory.
 *
 * Source: T. Lan, "Drivers: hv: Confidential VMBus external memory support" RFC, 24 Nov 2025 (hyperv_dma_ops,
 * hyperv_private_memory_dma, hyperv_dma_supported); M. Kelley in reply, 28 Nov 2025.
 * Left out: a vIOMMU, which the operations go round as well; coherent memory.
 */
export const dmaOpsMachine = setup({
  types: {} as { context: Required<DmaOpsInput>; events: DmaEvent; input: DmaOpsInput | undefined },
  guards: {
    decides: ({ context: { scope, bus, checksMask }, event }) => {
      if (event.type !== 'MAP_WITH_OPS') return false;
      if (event.way === 'bounced') return bus === 'pci' && event.reach === 'withinMask';
      const byOps = bus === 'vmbus' || scope === 'global';
      return byOps && (event.reach === 'withinMask' || !checksMask);
    },
  },
}).createMachine({
  id: 'dmaOps',
  context: ({ input }) => ({ scope: 'device', bus: 'vmbus', checksMask: true, ...input }),
  initial: 'installed',
  states: { installed: { on: { MAP_WITH_OPS: { guard: 'decides', target: 'installed' } } } },
});
