import { and, assign, setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** Whose listener it is, and what it is told. */
export interface DiscardListenerInput {
  /** The assigned device that it maps for. Default 0. */
  readonly assigned?: 0 | 1;
  /** Whether it is told what a page is, and not only whether it is discarded. Default true. */
  readonly threeStates?: boolean;
  /** Rule: where a listener fails to map a page, the conversion is undone. Default true. */
  readonly rollsBack?: boolean;
}

/**
 * The VFIO listener of one assigned device: whether the page is mapped in the device's IOMMU domain. A device
 * in private operation needs the private pages, any other the shared ones. Listeners follow a conversion one
 * after another, and the next conversion waits for them.
 *
 * Source: QEMU hw/vfio/listener.c vfio_ram_discard_notify_populate, vfio_ram_discard_notify_discard.
 * Left out: pages beside the one; a device that is unplugged; a failure to unmap.
 */
export const discardListenerMachine = setup({
  types: {} as {
    context: Required<DiscardListenerInput> & {
      readonly mode: Visibility;
      readonly mapped: boolean;
      /** Its last attempt to map the page failed. */
      readonly failed: boolean;
    };
    events: DmaEvent;
    input: DiscardListenerInput | undefined;
  },
  guards: {
    changes: ({ context, event }) =>
      event.type === 'DEVICE_MODE' && event.assigned === context.assigned && event.mode !== context.mode,
    ofAnother: ({ context, event }) => 'assigned' in event && event.assigned !== context.assigned,
    follows: ({ context, event }) =>
      event.type === 'LISTENER_DONE' &&
      (!context.threeStates || event.maps === (event.memory === context.mode)),
    fails: ({ context, event }) =>
      event.type === 'LISTENER_FAILS' &&
      event.assigned === context.assigned &&
      !context.mapped &&
      (!context.threeStates || event.memory === context.mode),
    rollsBack: ({ context }) => context.rollsBack,
  },
  actions: {
    mode: assign(({ event }) => (event.type === 'DEVICE_MODE' ? { mode: event.mode } : {})),
    follow: assign(({ event }) =>
      event.type === 'LISTENER_DONE' ? { mapped: event.maps, failed: false } : {},
    ),
    fail: assign({ failed: true }),
  },
}).createMachine({
  id: 'discardListener',
  context: ({ input }) => ({
    assigned: 0,
    threeStates: true,
    rollsBack: true,
    ...input,
    mode: 'shared',
    mapped: false,
    failed: false,
  }),
  initial: 'settled',
  states: {
    settled: {
      on: {
        DISCARD_CONVERT: 'owing',
        DEVICE_MODE: [
          { guard: 'changes', target: 'owing', actions: 'mode' },
          { guard: 'ofAnother', target: 'owing' },
        ],
        LISTENER_FAILS: [
          { guard: and(['ofAnother', 'rollsBack']), target: 'owing' },
          { guard: 'ofAnother', target: 'settled' },
        ],
      },
    },
    owing: {
      on: {
        LISTENER_DONE: { guard: 'follows', target: 'settled', actions: 'follow' },
        LISTENER_FAILS: [
          { guard: 'ofAnother', target: 'owing' },
          { guard: and(['fails', 'rollsBack']), target: 'owing' },
          { guard: 'fails', target: 'settled', actions: 'fail' },
        ],
      },
    },
  },
});
