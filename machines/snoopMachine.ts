import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** The rules of a trusted hypervisor that grants what virtqueues invite the VMM to. */
export interface SnoopInput {
  /** Rule: it reads a descriptor when it is made available, before the VMM can run. Default true. */
  readonly trapsAvail?: boolean;
  /** Rule: it grants what it has checked, from one private copy, and does not read the ring again. Default true. */
  readonly readsOnce?: boolean;
  /** Rule: the guest sees a chain as used only after the page is closed to the VMM. Default true. */
  readonly revokesBeforeUsed?: boolean;
}

/** What is in the ring, and what was made of it. */
export interface SnoopContext extends Required<SnoopInput> {
  /** The page that the guest has put into the descriptor; which one is for the claims only. */
  readonly invited: number | null;
  readonly inRing: number | null;
  readonly checked: number | null;
  readonly granted: number | null;
}

const none = { invited: null, inRing: null, checked: null } as const;

/** Accesses happen at any time; after the chain was used, those to its page are late. */
const accessIn = <State extends string>(target: State, move: 'M16' | 'M21' = 'M21') => {
  const decided = { guard: { type: 'decides', params: move }, target } as const;
  return { ACCESS_EXPOSED: decided, ACCESS_OTHER: decided };
};

/**
 * One descriptor of a virtqueue in memory that the VMM can write, and the trusted hypervisor that reads it to
 * learn which page the VMM was invited to.
 *
 * Source: D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "know which buffers the VMM was invited to access …
 * We looked at doing that. It's awful."; virtio 1.4 "Split Virtqueues".
 * Left out: chains, indirect tables (a second place to read, with the same race), lengths and directions, several
 * requests, and that the hypervisor has to parse what a hostile VMM wrote.
 */
export const snoopMachine = setup({
  types: {} as { context: SnoopContext; events: DmaEvent; input: SnoopInput | undefined },
  guards: {
    traps: ({ context }) => context.trapsAvail,
    changes: ({ context, event }) => event.type === 'REWRITE_DESCRIPTOR' && event.page !== context.inRing,
    readsRing: ({ context, event }) => 'page' in event && event.page === context.inRing,
    grants: ({ context, event }) =>
      'page' in event && event.page === (context.readsOnce ? context.checked : context.inRing),
    revokesFirst: ({ context }) => context.revokesBeforeUsed,
    decides: ({ context, event }, move: 'M16' | 'M21') =>
      (event.type === 'ACCESS_EXPOSED' || event.type === 'ACCESS_OTHER') &&
      event.outcome === (event.page === context.granted ? 'done' : 'blocked') &&
      (event.type !== 'ACCESS_OTHER' || event.move === (event.page === context.granted ? move : 'M21')),
    itsBuffer: ({ context, event }) => event.type === 'WITHDRAW' && event.page === context.invited,
  },
  actions: {
    publish: assign(({ context, event }) =>
      event.type === 'EXPOSE'
        ? { invited: event.page, inRing: event.page, checked: context.trapsAvail ? event.page : null }
        : {},
    ),
    rewrite: assign(({ event }) => (event.type === 'REWRITE_DESCRIPTOR' ? { inRing: event.page } : {})),
    check: assign(({ event }) => (event.type === 'SNOOP_CHECK' ? { checked: event.page } : {})),
    grant: assign(({ event }) => (event.type === 'SNOOP_GRANT' ? { granted: event.page } : {})),
    revoke: assign({ granted: null }),
    forget: assign(none),
  },
}).createMachine({
  id: 'snoop',
  context: ({ input }) => ({
    trapsAvail: input?.trapsAvail ?? true,
    readsOnce: input?.readsOnce ?? true,
    revokesBeforeUsed: input?.revokesBeforeUsed ?? true,
    ...none,
    granted: null,
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        ...accessIn('idle'),
        EXPOSE: [
          { guard: 'traps', target: 'checked', actions: 'publish' },
          { target: 'available', actions: 'publish' },
        ],
      },
    },
    available: {
      on: {
        ...accessIn('available'),
        REWRITE_DESCRIPTOR: { guard: 'changes', actions: 'rewrite' },
        SNOOP_CHECK: { guard: 'readsRing', target: 'checked', actions: 'check' },
      },
    },
    checked: {
      on: {
        ...accessIn('checked'),
        REWRITE_DESCRIPTOR: { guard: 'changes', actions: 'rewrite' },
        SNOOP_GRANT: { guard: 'grants', target: 'granted', actions: 'grant' },
      },
    },
    granted: {
      on: {
        ...accessIn('granted'),
        CHAIN_USED: [{ guard: 'revokesFirst', target: 'used', actions: 'revoke' }, { target: 'usedOpen' }],
      },
    },
    used: {
      on: { ...accessIn('used'), WITHDRAW: { guard: 'itsBuffer', target: 'idle', actions: 'forget' } },
    },
    usedOpen: {
      on: {
        ...accessIn('usedOpen', 'M16'),
        SNOOP_REVOKE: { target: 'used', actions: 'revoke' },
        WITHDRAW: { guard: 'itsBuffer', target: 'takenBackOpen', actions: 'forget' },
      },
    },
    takenBackOpen: {
      on: {
        ...accessIn('takenBackOpen', 'M16'),
        SNOOP_REVOKE: { target: 'idle', actions: 'revoke' },
      },
    },
  },
});
