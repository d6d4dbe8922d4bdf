import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Rules of the VMBus server in the paravisor. */
export interface VmbusServerInput {
  /** Whether the channel is one of the host's, which the server relays. Default false: it is the paravisor's own. */
  readonly relayed?: boolean;
  /** Rule: a relayed offer loses its confidential flags. Default true. */
  readonly stripsRelayed?: boolean;
  /** Whether the device in the paravisor declares its external memory confidential too. Default false: the ring only. */
  readonly external?: boolean;
  /** Rule: the flags in force are worked out again each time that the channel is opened. Default true. */
  readonly recomputesAtOpen?: boolean;
  /** Rule: on a trusted connection a message of the host is refused. Default true. */
  readonly rejectsUntrusted?: boolean;
}

/** What the server has granted, offered and put in force. */
export interface VmbusServerContext extends Required<VmbusServerInput> {
  /** The connection is trusted and new enough, and confidential channels were granted to it. */
  readonly granted: boolean;
  /** Flags with which the channel is offered, if they are granted. */
  readonly ring: boolean;
  /** What was found at the last open; null before the first. */
  readonly ringInForce: boolean | null;
}

/**
 * The VMBus server of the paravisor, for one channel: which flags its offers carry, and which are in force
 * while the channel is open. The guest reaches it over a connection that the host cannot write to; the host
 * has a connection of its own.
 *
 * Source: OpenVMM vmbus_server (1488a37b): confidential channels need version 6 (Copper) and a trusted
 * request, the relay strips the flags of the host, the flags at open are feature and offer,
 * ChannelError::UntrustedMessage; Linux 7.3 Documentation/virt/hyperv/coco.rst.
 * Left out: several channels; the pinned flag (vmbusBufferMachine has it); save and restore other than that
 * confidential channels may be gone afterwards.
 */
export const vmbusServerMachine = setup({
  types: {} as { context: VmbusServerContext; events: DmaEvent; input: VmbusServerInput | undefined },
  guards: {
    ofTheHost: ({ event }) => event.type === 'VMBUS_ONOFFER' && !event.trusted,
    asGranted: ({ context, event }) =>
      event.type === 'VMBUS_ONOFFER' &&
      (!event.trusted ||
        (event.ring === (context.granted && context.ring) &&
          event.external === (context.granted && context.external))),
    relays: ({ context }) => context.relayed,
    refusesUntrusted: ({ context }) => context.rejectsUntrusted,
  },
  actions: {
    grant: assign(({ event }) => (event.type === 'VMBUS_CONNECT' ? { granted: event.version === 6 } : {})),
    relay: assign(({ context, event }) =>
      event.type === 'VMBUS_RELAYED_OFFER' && !context.stripsRelayed
        ? { ring: event.ring, external: event.external }
        : {},
    ),
    lose: assign({ granted: false }),
    work: assign(({ context: { granted, ring, recomputesAtOpen, ringInForce } }) => ({
      ringInForce: recomputesAtOpen || ringInForce === null ? granted && ring : ringInForce,
    })),
    pass: () => {},
  },
}).createMachine({
  id: 'vmbusServer',
  context: ({ input = {} }) => ({
    relayed: false,
    stripsRelayed: true,
    recomputesAtOpen: true,
    rejectsUntrusted: true,
    ...input,
    granted: false,
    ring: !input.relayed,
    external: !input.relayed && (input.external ?? false),
    ringInForce: null,
  }),
  initial: 'disconnected',
  states: {
    disconnected: {
      on: {
        VMBUS_ONOFFER: { guard: 'ofTheHost', actions: 'pass' },
        VMBUS_CONNECT: { target: 'connected', actions: 'grant' },
        VMBUS_RELAYED_OFFER: { guard: 'relays', actions: 'relay' },
      },
    },
    connected: {
      on: {
        VMBUS_ONOFFER: { guard: 'asGranted', actions: 'pass' },
        VMBUS_RELAYED_OFFER: { guard: 'relays', actions: 'relay' },
        VMBUS_SERVICED: { actions: 'lose' },
        VMBUS_OPEN: { target: 'open', actions: 'work' },
        VMBUS_CLOSE: { actions: 'pass' },
      },
    },
    open: {
      on: {
        VMBUS_ONOFFER: { guard: 'asGranted', actions: 'pass' },
        VMBUS_OPEN: { actions: 'pass' },
        VMBUS_CLOSE: 'connected',
        VMBUS_SERVICED: { actions: 'lose' },
        VMBUS_UNTRUSTED_CLOSE: [{ guard: 'refusesUntrusted', actions: 'pass' }, { target: 'connected' }],
      },
    },
  },
});
