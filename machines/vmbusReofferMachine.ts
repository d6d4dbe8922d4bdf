import { assign, setup } from 'xstate';
import type { DmaEvent, EventNamed } from './alphabet.ts';

/** What the kernel does with an offer that it knows already. */
export interface VmbusReofferInput {
  /** Rule: the flags of the channel are taken from the new offer. Linux 6.18 to 7.3 keep the old ones. Default true. */
  readonly refreshes?: boolean;
}

/**
 * A channel over hibernation: after resume it is offered again, and the new offer may say something else of
 * its ring. `ring` and `external` are what the kernel goes by, `offered…` what the last offer said.
 *
 * Source: Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer (an offer of a known channel is copied to
 * offermsg; co_ring_buffer and co_external_memory are set only for a new one), drivers/hv/channel.c
 * __vmbus_establish_gpadl (decrypts by these two).
 * Left out: what else is renegotiated; the ring's contents, which hibernation writes to disk.
 */
export const vmbusReofferMachine = setup({
  types: {} as {
    context: Required<VmbusReofferInput> & {
      readonly ring: boolean;
      readonly external: boolean;
      readonly offeredRing: boolean;
      readonly offeredExternal: boolean;
    };
    events: DmaEvent;
    input: VmbusReofferInput | undefined;
  },
  guards: {
    contradicts: ({ event }) => 'external' in event && event.external && !event.ring,
    refused: ({ context, event }) => comparesRightly(context, event) && event.external && !event.ring,
    taken: ({ context, event }) => comparesRightly(context, event) && context.refreshes,
    copied: ({ context, event }) => comparesRightly(context, event),
    asHeld: ({ context, event }) =>
      (event.type === 'VMBUS_ESTABLISH_GPADL' && event.memory === (context.ring ? 'private' : 'shared')) ||
      (event.type === 'VMBUS_ESTABLISH_BUFFER' && event.memory === (context.external ? 'private' : 'shared')),
  },
  actions: {
    pass: () => {},
    take: assign(({ event }) =>
      event.type === 'VMBUS_ONOFFER' || event.type === 'VMBUS_REOFFER'
        ? {
            ring: event.ring,
            external: event.external,
            offeredRing: event.ring,
            offeredExternal: event.external,
          }
        : {},
    ),
    copy: assign(({ event }) =>
      event.type === 'VMBUS_REOFFER' ? { offeredRing: event.ring, offeredExternal: event.external } : {},
    ),
  },
}).createMachine({
  id: 'vmbusReoffer',
  context: ({ input }) => ({
    refreshes: true,
    ...input,
    ring: false,
    external: false,
    offeredRing: false,
    offeredExternal: false,
  }),
  initial: 'absent',
  states: {
    absent: {
      on: {
        VMBUS_ONOFFER: [
          { guard: 'contradicts', actions: 'pass' },
          { target: 'offered', actions: 'take' },
        ],
      },
    },
    offered: {
      on: {
        VMBUS_ONOFFER: { actions: 'pass' },
        VMBUS_SUSPEND: 'suspended',
        VMBUS_ESTABLISH_GPADL: { guard: 'asHeld', target: 'offered' },
        VMBUS_ESTABLISH_BUFFER: { guard: 'asHeld', target: 'offered' },
      },
    },
    suspended: {
      on: {
        VMBUS_ONOFFER: { actions: 'pass' },
        VMBUS_REOFFER: [
          { guard: 'refused', actions: 'pass' },
          { guard: 'taken', target: 'offered', actions: 'take' },
          { guard: 'copied', target: 'offered', actions: 'copy' },
        ],
      },
    },
  },
});

/** Whether the offer says rightly that its flags are those of the last one. */
function comparesRightly(
  { offeredRing, offeredExternal }: { readonly offeredRing: boolean; readonly offeredExternal: boolean },
  event: DmaEvent,
): event is EventNamed<'VMBUS_REOFFER'> {
  return (
    event.type === 'VMBUS_REOFFER' &&
    event.same === (event.ring === offeredRing && event.external === offeredExternal)
  );
}
