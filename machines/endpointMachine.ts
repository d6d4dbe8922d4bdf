import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Parameters of the device side that does DMA. */
export interface EndpointInput {
  /** `shared`: a device of the host. `private`: a device of the paravisor, inside the trust boundary. */
  readonly reaches: 'private' | 'shared';
}

/**
 * A device without TDISP. What it reaches is settled by who implements it: the memory accesses of the host
 * are as if T=0, those of a paravisor as if T=1.
 *
 * Source: Linux 7.3 Documentation/virt/hyperv/coco.rst (devices of the paravisor use private memory).
 * Left out: a paravisor that also serves shared pages; a paravisor that is not to be trusted.
 */
export const endpointMachine = setup({
  types: {} as { context: EndpointInput; events: DmaEvent; input: EndpointInput },
  guards: {
    reaches: ({ context, event }) => 't' in event && event.t === (context.reaches === 'private' ? 1 : 0),
  },
}).createMachine({
  id: 'endpoint',
  context: ({ input }) => input,
  initial: 'present',
  states: {
    present: {
      on: {
        DMA_READ: { guard: 'reaches', target: 'present' },
        DMA_WRITE: { guard: 'reaches', target: 'present' },
        DMA_READ_SLOT: { guard: 'reaches', target: 'present' },
        DMA_WRITE_SLOT: { guard: 'reaches', target: 'present' },
        COMPLETE: { target: 'present' },
      },
    },
  },
});
