import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

type Where = 'pool' | 'ram';

/** What a device says of the memory that it is restricted to, and what a driver makes of that. */
export interface AdvertisedRangeInput {
  /** Where the device says the range is, to begin with. Default pool. */
  readonly advertised?: Where;
  /** How many pools that the firmware declares fit the reference. Default 1. */
  readonly fitting?: 0 | 1 | 2;
  /** Rule: a range is accepted only if it lies in a pool that the firmware declares. Default true. */
  readonly checksDeclared?: boolean;
  /** Rule: what is used is what was checked, from one copy, and is not read again. Default true. */
  readonly readsOnce?: boolean;
  /** Rule: a reference that fits no pool, or several, is not accepted. Default true. */
  readonly refusesUnresolved?: boolean;
}

/** Where the range is said to be now, and what the driver has read of it. */
export interface AdvertisedRangeContext extends Required<AdvertisedRangeInput> {
  readonly now: Where;
  readonly start: Where | null;
  readonly length: Where | null;
}

function acceptable(context: AdvertisedRangeContext): boolean {
  const { start, length, fitting, checksDeclared, refusesUnresolved } = context;
  return (
    (!checksDeclared || (start === 'pool' && length === 'pool')) && (!refusesUnresolved || fitting === 1)
  );
}

/**
 * The address range in the configuration space of a virtio device, which the host can change at any time, and a
 * driver that reads its two halves, accepts the restriction or not, and then has the guest share that range. `ram` is
 * memory with private data; a start from one range and a length from the other is a range over both.
 *
 * Source: M. S. Tsirkin and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "registers list the range of addresses
 * device can access"; virtio 1.4 "Device Configuration Space", generation.
 * Left out: the generation, which the host may freeze and which therefore helps only a friend; the rest of the
 * negotiation.
 */
export const advertisedRangeMachine = setup({
  types: {} as {
    context: AdvertisedRangeContext;
    events: DmaEvent;
    input: AdvertisedRangeInput | undefined;
  },
  guards: {
    reads: ({ context, event }) => 'where' in event && event.where === context.now,
    acceptable: ({ context }) => acceptable(context),
    unacceptable: ({ context }) => !acceptable(context),
    uses: ({ context, event }) =>
      event.type === 'USE_RANGE' &&
      event.start === (context.readsOnce ? context.start : context.now) &&
      event.length === (context.readsOnce ? context.length : context.now),
  },
  actions: {
    change: assign(({ context }) => ({ now: context.now === 'pool' ? ('ram' as const) : ('pool' as const) })),
    start: assign(({ event }) => ('where' in event ? { start: event.where } : {})),
    length: assign(({ event }) => ('where' in event ? { length: event.where } : {})),
  },
}).createMachine({
  id: 'advertisedRange',
  context: ({ input }) => ({
    advertised: input?.advertised ?? 'pool',
    fitting: input?.fitting ?? 1,
    checksDeclared: input?.checksDeclared ?? true,
    readsOnce: input?.readsOnce ?? true,
    refusesUnresolved: input?.refusesUnresolved ?? true,
    now: input?.advertised ?? 'pool',
    start: null,
    length: null,
  }),
  initial: 'unread',
  on: { CHANGE_RANGE: { actions: 'change' } },
  states: {
    unread: { on: { READ_START: { guard: 'reads', target: 'halfRead', actions: 'start' } } },
    halfRead: { on: { READ_LENGTH: { guard: 'reads', target: 'read', actions: 'length' } } },
    read: {
      on: {
        ACCEPT_RANGE: { guard: 'acceptable', target: 'accepted' },
        DECLINE_RANGE: { guard: 'unacceptable', target: 'declined' },
      },
    },
    accepted: { on: { USE_RANGE: { guard: 'uses', target: 'inUse' } } },
    declined: {},
    inUse: {},
  },
});
