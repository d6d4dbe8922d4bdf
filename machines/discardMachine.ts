import { and, assign, setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** What QEMU records of a page. */
export interface DiscardInput {
  /**
   * `two`: populated is shared and discarded private, as today. `flip`: which of the two is discarded follows the
   * device that changed its mode last. `three`: shared, private and discarded are told apart. Default three.
   */
  readonly scheme?: 'two' | 'flip' | 'three';
  /** Rule: a conversion that a listener could not follow is undone. Default true; QEMU today does not. */
  readonly rollsBack?: boolean;
}

/**
 * QEMU's record of one page of guest memory, from which it tells each VFIO listener what to map.
 *
 * Source: QEMU system/ram-block-attributes.c (two states; after notify_populate has failed the bit stays set);
 * A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024 ("dynamic flip … or allow 3 states").
 * Left out: pages that are ballooned away; ranges that are converted in part; failures while a device
 * changes its mode.
 */
export const discardMachine = setup({
  types: {} as {
    context: Required<DiscardInput> & {
      readonly page: Visibility;
      /** Which pages count as discarded; of no meaning where three states are told apart. */
      readonly discarded: Visibility;
      /** A page conversion is under way that has not been undone. */
      readonly converting: boolean;
    };
    events: DmaEvent;
    input: DiscardInput | undefined;
  },
  guards: {
    changes: ({ context, event }) => event.type === 'DISCARD_CONVERT' && event.to !== context.page,
    tells: ({ context, event }) =>
      event.type === 'LISTENER_DONE' &&
      event.memory === context.page &&
      (context.scheme === 'three' || event.maps === (context.page !== context.discarded)),
    mayFail: ({ context, event }) =>
      event.type === 'LISTENER_FAILS' &&
      context.converting &&
      event.memory === context.page &&
      (context.scheme === 'three' || context.page !== context.discarded),
    rollsBack: ({ context }) => context.rollsBack,
  },
  actions: {
    convert: assign(({ event }) =>
      event.type === 'DISCARD_CONVERT' ? { page: event.to, converting: true } : {},
    ),
    mode: assign(({ context, event }) =>
      event.type === 'DEVICE_MODE'
        ? {
            converting: false,
            ...(context.scheme === 'flip' ? { discarded: otherThan(event.mode) } : {}),
          }
        : {},
    ),
    undo: assign(({ context }) => ({ page: otherThan(context.page), converting: false })),
    pass: () => {},
  },
}).createMachine({
  id: 'discard',
  context: ({ input }) => ({
    scheme: 'three',
    rollsBack: true,
    ...input,
    page: 'private',
    discarded: 'private',
    converting: false,
  }),
  initial: 'recording',
  states: {
    recording: {
      on: {
        DISCARD_CONVERT: { guard: 'changes', actions: 'convert' },
        DEVICE_MODE: { actions: 'mode' },
        LISTENER_DONE: { guard: 'tells', actions: 'pass' },
        LISTENER_FAILS: [
          { guard: and(['mayFail', 'rollsBack']), actions: 'undo' },
          { guard: 'mayFail', actions: 'pass' },
        ],
      },
    },
  },
});

const otherThan = (visibility: Visibility): Visibility => (visibility === 'private' ? 'shared' : 'private');
