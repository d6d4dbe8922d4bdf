import { assign, setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** What a channel says of memory beside its ring. */
export interface VmbusBufferInput {
  /** The channel's external memory is confidential: buffers stay private. Default true. */
  readonly external?: boolean;
  /** The channel requires its external memory to be pinned (OpenVMM offer flag 0x8). Default false. */
  readonly requiresPinned?: boolean;
}

/**
 * A buffer of a VMBus channel that lies outside of its ring. The guest shares it before it tells the other end
 * of it, unless the channel's external memory is confidential; pinned memory is neither moved nor taken away as
 * long as the channel has it.
 *
 * Source: Linux 7.3 drivers/hv/channel.c __vmbus_establish_gpadl (HV_GPADL_BUFFER and co_external_memory),
 * vmbus_alloc_buffer; OpenVMM vmbus_core (1488a37b) require_pinned_external_memory (0x8), gpa_pinning (0x80).
 * Left out: conversions that fail (pageMachine has them); what the paravisor does with a page that is gone.
 */
export const vmbusBufferMachine = setup({
  types: {} as {
    context: Required<VmbusBufferInput> & {
      readonly memory: 'none' | Visibility;
      /** The host has not touched the page since it was given. */
      readonly inPlace: boolean;
    };
    events: DmaEvent;
    input: VmbusBufferInput | undefined;
  },
  guards: {
    whereItBelongs: ({ context, event }) =>
      event.type === 'VMBUS_ESTABLISH_BUFFER' && event.memory === (context.external ? 'private' : 'shared'),
    movable: ({ context }) => !context.requiresPinned,
  },
  actions: {
    give: assign(({ event }) =>
      event.type === 'VMBUS_ESTABLISH_BUFFER' ? { memory: event.memory, inPlace: true } : {},
    ),
    takeBack: assign({ memory: 'none', inPlace: true }),
    move: assign({ inPlace: false }),
  },
}).createMachine({
  id: 'vmbusBuffer',
  context: ({ input }) => ({
    external: true,
    requiresPinned: false,
    ...input,
    memory: 'none',
    inPlace: true,
  }),
  initial: 'own',
  states: {
    own: {
      on: { VMBUS_ESTABLISH_BUFFER: { guard: 'whereItBelongs', target: 'given', actions: 'give' } },
    },
    given: {
      on: {
        HOST_MOVES_BUFFER: { guard: 'movable', actions: 'move' },
        VMBUS_TEARDOWN_BUFFER: { target: 'own', actions: 'takeBack' },
      },
    },
  },
});
