import { assign, setup } from 'xstate';
import type { DmaEvent, EventNamed } from './alphabet.ts';

type Put = EventNamed<'PUT_BUFFER'>;
type Space = Put['meant'];

/** How a driver writes addresses. */
export interface AddressWriterInput {
  /** How it names memory of the device. Default offset. */
  readonly names?: 'bar' | 'offset' | 'window';
  /** What carries a mark that says which space is meant. Default nothing. */
  readonly marks?: 'nothing' | 'request' | 'buffer';
  /** Whether it uses memory of the system as well, once the bit is accepted. Default true. */
  readonly mixes?: boolean;
  /** Rule: all buffers of a request lie in one space. Default true. */
  readonly oneSpacePerRequest?: boolean;
  /** Rule: buffers in indirect tables are marked as well. Default true. */
  readonly marksIndirect?: boolean;
  /** Rule: a buffer ends within the region. Default true. */
  readonly checksLength?: boolean;
}

/** What a driver has agreed to, and the request that it writes. */
export interface AddressWriterContext extends Required<AddressWriterInput> {
  readonly agreed: boolean;
  /** The space of the first buffer of the request. */
  readonly first: Space | null;
}

/** The mark that goes with a buffer: its own, or that of the request, which the first buffer has settled. */
function markOf(context: AddressWriterContext, { meant, table }: Put): Put['mark'] {
  if (context.marks === 'nothing' || (table === 'indirect' && !context.marksIndirect)) return 'none';
  return context.marks === 'request' ? (context.first ?? meant) : meant;
}

function writes(context: AddressWriterContext, event: Put): boolean {
  const { agreed, first, mixes, names, oneSpacePerRequest, checksLength } = context;
  if (!agreed) return event.meant === 'system' && event.form === 'ram' && event.mark === 'none';
  const formed =
    event.meant === 'system'
      ? mixes && event.form === 'ram'
      : event.form === names || (names === 'offset' && !checksLength && event.form === 'overrun');
  const together = !oneSpacePerRequest || first === null || first === event.meant;
  return formed && together && event.mark === markOf(context, event);
}

/**
 * A driver that has buffers in memory of the system and in memory of the device, and says in some way which is which.
 * After a reset it is another driver, which knows nothing of the bit.
 *
 * Source: C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "limit yourself to one address space per request. Or have a
 * bitmap"; virtio 1.4 "Shared Memory Regions", references by offset; "Indirect Descriptors".
 * Left out: requests of more than two buffers; unordered I/O; PASIDs.
 */
export const addressWriterMachine = setup({
  types: {} as {
    context: AddressWriterContext;
    events: DmaEvent;
    input: AddressWriterInput | undefined;
  },
  guards: { writes: ({ context, event }) => event.type === 'PUT_BUFFER' && writes(context, event) },
  actions: {
    agree: assign({ agreed: true }),
    disagree: assign({ agreed: false, first: null }),
    begin: assign(({ event }) => (event.type === 'PUT_BUFFER' ? { first: event.meant } : {})),
    end: assign({ first: null }),
  },
}).createMachine({
  id: 'addressWriter',
  context: ({ input }) => ({
    names: input?.names ?? 'offset',
    marks: input?.marks ?? 'nothing',
    mixes: input?.mixes ?? true,
    oneSpacePerRequest: input?.oneSpacePerRequest ?? true,
    marksIndirect: input?.marksIndirect ?? true,
    checksLength: input?.checksLength ?? true,
    agreed: false,
    first: null,
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        SPACE_AGREED: { actions: 'agree' },
        SPACE_RESET: { actions: 'disagree' },
        PUT_BUFFER: { guard: 'writes', target: 'begun', actions: 'begin' },
      },
    },
    begun: {
      on: {
        PUT_BUFFER: { guard: 'writes', target: 'full' },
        END_REQUEST: { target: 'idle', actions: 'end' },
      },
    },
    full: { on: { END_REQUEST: { target: 'idle', actions: 'end' } } },
  },
});
