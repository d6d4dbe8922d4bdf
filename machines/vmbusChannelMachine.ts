import { assign, setup } from 'xstate';
import type { DmaEvent, EventNamed, Visibility } from './alphabet.ts';

/** What a kernel knows of confidential channels. */
export interface VmbusChannelInput {
  /**
   * What becomes of the flags of an offer: Linux before 6.18 does not know them; later ones refuse an offer
   * whose flags contradict each other or the bus, which is taken for confidential here, whichever connection the
   * offer came over (`checkedAgainstBus`); `checked` asks the connection too; without these rules they are
   * believed. Default checked.
   */
  readonly flags?: 'checked' | 'checkedAgainstBus' | 'believed' | 'unknown';
}

/**
 * One VMBus channel, known to the guest by its relid, from offer to rescind, with the GPADL of its ring. The
 * ring lies in private memory exactly if the channel was taken for one with a confidential ring. Messages
 * cross: whatever the guest was about to send may still be sent after the host has rescinded the offer, and
 * the host may answer what nobody waits for.
 *
 * Source: Linux 6.12 drivers/hv/channel.c __vmbus_open, __vmbus_establish_gpadl, vmbus_teardown_gpadl,
 * vmbus_close_internal; drivers/hv/channel_mgmt.c vmbus_onoffer, vmbus_onoffer_rescind, vmbus_release_relid;
 * Linux 7.3 vmbus_onoffer and Documentation/virt/hyperv/coco.rst for the flags.
 * Left out: the re-offer after hibernation, sub-channels, GPADLs of buffers, bytes in the ring, conversions
 * that fail (the page machine has them), the count of offers in progress.
 */
export const vmbusChannelMachine = setup({
  types: {} as {
    context: Required<VmbusChannelInput> & {
      /** As the guest took the offer. */
      readonly ring: boolean;
      readonly external: boolean;
      /** Where the ring lies that the other end was told of. */
      readonly gpadl: 'none' | Visibility;
      readonly opened: boolean;
    };
    events: DmaEvent;
    input: VmbusChannelInput | undefined;
  },
  guards: {
    acceptable: ({ context, event }) =>
      event.type === 'VMBUS_ONOFFER' &&
      (context.flags === 'checked'
        ? contradictionFree(event) && (!event.ring || event.trusted)
        : context.flags !== 'checkedAgainstBus' || contradictionFree(event)),
    whereTheRingBelongs: ({ context, event }) =>
      event.type === 'VMBUS_ESTABLISH_GPADL' && event.memory === (context.ring ? 'private' : 'shared'),
    succeeded: ({ event }) => 'status' in event && event.status === 'succeeded',
    open: ({ context }) => context.opened,
    closed: ({ context }) => !context.opened,
  },
  actions: {
    take: assign(({ context, event }) =>
      event.type === 'VMBUS_ONOFFER' && context.flags !== 'unknown'
        ? { ring: event.ring, external: event.external }
        : { ring: false, external: false },
    ),
    tell: assign(({ event }) => (event.type === 'VMBUS_ESTABLISH_GPADL' ? { gpadl: event.memory } : {})),
    takeBack: assign({ gpadl: 'none' }),
    opened: assign({ opened: true }),
    closed: assign({ opened: false }),
    forget: assign({ ring: false, external: false, gpadl: 'none', opened: false }),
    /** A message that comes too late to mean anything. */
    pass: () => {},
  },
}).createMachine({
  id: 'vmbusChannel',
  context: ({ input }) => ({
    flags: 'checked',
    ...input,
    ring: false,
    external: false,
    gpadl: 'none',
    opened: false,
  }),
  initial: 'absent',
  on: {
    VMBUS_ONOFFER: { actions: 'pass' },
    VMBUS_ONOFFER_RESCIND: '.rescinded',
    VMBUS_ONGPADL_CREATED: { actions: 'pass' },
    VMBUS_ONOPEN_RESULT: { actions: 'pass' },
    VMBUS_ONGPADL_TORNDOWN: { actions: 'pass' },
  },
  states: {
    absent: {
      on: {
        VMBUS_ONOFFER: [{ guard: 'acceptable', target: 'offered', actions: 'take' }, { actions: 'pass' }],
        VMBUS_ONOFFER_RESCIND: { actions: 'pass' },
        // Where the channel object cannot be allocated.
        VMBUS_RELEASE_RELID: { actions: 'pass' },
      },
    },
    offered: {
      on: {
        VMBUS_ESTABLISH_GPADL: { guard: 'whereTheRingBelongs', target: 'establishing', actions: 'tell' },
      },
    },
    establishing: {
      on: {
        VMBUS_ONGPADL_CREATED: [
          { guard: 'succeeded', target: 'established' },
          { target: 'offered', actions: 'takeBack' },
        ],
      },
    },
    established: { on: { VMBUS_OPEN: 'opening', VMBUS_TEARDOWN_GPADL: 'tearing' } },
    opening: {
      on: {
        VMBUS_ONOPEN_RESULT: [
          { guard: 'succeeded', target: 'opened', actions: 'opened' },
          { target: 'unwinding' },
        ],
      },
    },
    opened: { on: { VMBUS_CLOSE: { target: 'unwinding', actions: 'closed' } } },
    unwinding: { on: { VMBUS_TEARDOWN_GPADL: 'tearing' } },
    tearing: { on: { VMBUS_ONGPADL_TORNDOWN: { target: 'offered', actions: 'takeBack' } } },
    rescinded: {
      on: {
        VMBUS_ONOFFER_RESCIND: { actions: 'pass' },
        VMBUS_ESTABLISH_GPADL: { guard: 'whereTheRingBelongs', actions: 'tell' },
        VMBUS_OPEN: { actions: 'pass' },
        VMBUS_CLOSE: { guard: 'open', actions: 'closed' },
        VMBUS_TEARDOWN_GPADL: { actions: 'pass' },
        VMBUS_RELEASE_RELID: { guard: 'closed', target: 'absent', actions: 'forget' },
      },
    },
  },
});

/** External memory that is confidential needs a ring that is. */
function contradictionFree({ ring, external }: EventNamed<'VMBUS_ONOFFER'>): boolean {
  return ring || !external;
}
