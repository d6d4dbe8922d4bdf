import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How long the PCI core tries. */
export interface RecoveryInput {
  /** Rule: after so many recoveries the device is given up. Default true. */
  readonly bounded?: boolean;
  /** Whether the function is reset on the way, which clears its Command register. Default false: it is only unlocked. */
  readonly resets?: boolean;
}

/** Recoveries before the device is given up. */
const TRIES_MAX = 2;

const failing = {
  SEE_ERROR: [
    { guard: 'exhausted', target: 'removed' },
    { target: 'recovering', actions: 'count' },
  ],
  FUNCTION_LEVEL_RESET: { guard: 'byHost', actions: 'reset' },
} as const;

/**
 * The PCI core's recovery of a device whose TDI has gone to ERROR: unlock, lock, evidence, accept, and only then
 * is a driver bound again; after some attempts the device is removed.
 *
 * Source: D. Williams, "Secure VFIO, TDISP, SEV TIO", Aug 2024: "the ROI of teaching the PCI core to recover this
 * scenario needs to be evaluated".
 * Left out: recoveries that are forgotten after a while; AER.
 */
export const recoveryMachine = setup({
  types: {} as {
    context: Required<RecoveryInput> & { readonly tries: number; readonly owesReset: boolean };
    events: DmaEvent;
    input: RecoveryInput | undefined;
  },
  guards: {
    owesNothing: ({ context }) => !context.owesReset,
    byHost: ({ event }) => event.type === 'FUNCTION_LEVEL_RESET' && event.writer === 'host',
    mayReset: ({ context, event }) =>
      event.type === 'FUNCTION_LEVEL_RESET' && (event.writer === 'host' || context.owesReset),
    exhausted: ({ context }) => context.bounded && context.tries === TRIES_MAX,
  },
  actions: {
    count: assign(({ context }) => ({
      tries: Math.min(context.tries + 1, TRIES_MAX),
      owesReset: context.resets,
    })),
    again: assign(({ context }) => ({ owesReset: context.resets })),
    reset: assign(({ event }) =>
      event.type === 'FUNCTION_LEVEL_RESET' && event.writer === 'guest' ? { owesReset: false } : {},
    ),
  },
}).createMachine({
  id: 'recovery',
  context: ({ input }) => ({ bounded: true, resets: false, ...input, tries: 0, owesReset: false }),
  initial: 'present',
  states: {
    present: {
      on: {
        ...failing,
        LOCK: { target: 'present' },
        ACCEPT: { target: 'present' },
        UNLOCK: { target: 'present' },
        BIND_DRIVER: { target: 'present' },
        UNBIND_DRIVER: { target: 'present' },
      },
    },
    recovering: {
      on: {
        ...failing,
        FUNCTION_LEVEL_RESET: { guard: 'mayReset', actions: 'reset' },
        LOCK: { guard: 'owesNothing', target: 'recovering' },
        ACCEPT: 'recovered',
        UNLOCK: { target: 'recovering' },
        UNBIND_DRIVER: { target: 'recovering' },
      },
    },
    recovered: {
      on: {
        ...failing,
        UNLOCK: { target: 'recovering', actions: 'again' },
        BIND_DRIVER: { target: 'recovered' },
        UNBIND_DRIVER: { target: 'recovered' },
      },
    },
    // The driver goes, the TDI is stopped, and nothing is done with the device any more.
    removed: {
      on: {
        SEE_ERROR: { target: 'removed' },
        UNLOCK: { target: 'removed' },
        UNBIND_DRIVER: { target: 'removed' },
      },
    },
  },
});
