import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/**
 * The enforcements of a guest for shared devices (bounce always, no private address), and the switch that skips
 * them: for every device of the guest, from the first one on that is accepted.
 *
 * Source: A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024: "skipping various enforcements of non-SME or
 * SWIOTLB in the guest".
 * Left out: enforcements that are not about DMA.
 */
export const enforcementMachine = setup({
  types: {} as { context: { readonly skips: boolean }; events: DmaEvent },
  guards: {
    enforced: ({ context, event }) =>
      event.type === 'MAP_BY_TRUST' && event.way === (context.skips ? 'direct' : 'bounced'),
  },
  actions: { skip: assign({ skips: true }), pass: () => {} },
}).createMachine({
  id: 'enforcement',
  context: { skips: false },
  initial: 'inForce',
  states: {
    inForce: {
      on: {
        ACCEPT: { actions: 'skip' },
        MAP_BY_TRUST: { guard: 'enforced', actions: 'pass' },
      },
    },
  },
});
