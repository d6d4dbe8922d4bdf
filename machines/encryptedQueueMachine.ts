import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** What is written about queue encryption, and what is not. */
export interface EncryptedQueueInput {
  /**
   * Who implements the key register: the VMM, a device whose registers the host maps for the guest, or a TDI whose
   * registers the guest has validated. Default vmm.
   */
  readonly register?: 'vmm' | 'passthrough' | 'tdi';
  /** Rule: the driver gives up where encryption is not offered, or the null algorithm only. Default true. */
  readonly refusesNull?: boolean;
  /** Rule: a queue with the null algorithm carries no secret. Default true. */
  readonly labelsNull?: boolean;
  /** Rule: the key is set before DRIVER_OK. Default true. */
  readonly keyFirst?: boolean;
  /** Rule: ciphertexts are authenticated and counted. Default true. */
  readonly authenticated?: boolean;
  /** Rule: each queue has a key of its own. Default true. */
  readonly keyPerQueue?: boolean;
  /** Rule: a reset erases the key. Default true. */
  readonly erasesKey?: boolean;
}

/** A queue, its key, and what lies in its buffers. */
export interface EncryptedQueueContext extends Required<EncryptedQueueInput> {
  readonly offer: 'real' | 'null' | 'nothing';
  readonly key: 'none' | 'drivers' | 'hosts';
  readonly hostHasKey: boolean;
  /** What lies in the buffer for the device. */
  readonly out: 'none' | 'ciphertext' | 'public' | 'secret';
  /** What lies in the buffer for the driver. */
  readonly answer: 'none' | 'fresh' | 'thisQueue' | 'otherQueue';
}

/**
 * One virtqueue with encrypted buffers, which the host can read and write. The producer enciphers, the consumer
 * deciphers, with a key that the driver has written to registers of the device; `vmm`, `passthrough` and `tdi` say
 * who else sees that write. What an honest device sends is secret.
 *
 * Source: Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, design steps 1
 * to 5. It says nothing of authentication, freshness, downgrade, or the key after a reset: these are rules here.
 * Left out: addresses, lengths and flags, which stay plain; several algorithms; migration, which takes the key
 * along; more than one buffer each way.
 */
export const encryptedQueueMachine = setup({
  types: {} as { context: EncryptedQueueContext; events: DmaEvent; input: EncryptedQueueInput | undefined },
  guards: {
    realOffered: ({ context }) => context.offer === 'real' && context.key === 'none',
    less: ({ context, event }) => event.type === 'OFFER_LESS' && event.offer !== context.offer,
    reachesRegister: ({ context }) => context.register !== 'tdi' && context.key !== 'none',
    readsRegister: ({ context, event }) =>
      event.type === 'READ_KEY' &&
      context.key === 'drivers' &&
      !context.hostHasKey &&
      ((context.register === 'vmm' && event.move === 'M31') ||
        (context.register === 'passthrough' && event.move === 'M29')),
    mayGoLive: ({ context: { offer, key, keyFirst, refusesNull }, event }) =>
      event.type === 'GO_LIVE' &&
      event.offer === offer &&
      (offer === 'real' ? key !== 'none' || !keyFirst : !refusesNull),
    cheated: ({ context }) => context.offer !== 'real' && context.refusesNull,
    sends: ({ context: { offer, key, out, labelsNull }, event }) =>
      event.type === 'SEND' &&
      out === 'none' &&
      event.form === (offer === 'real' && key !== 'none' ? 'ciphertext' : 'plaintext') &&
      !(labelsNull && offer !== 'real' && event.payload === 'secret'),
    full: ({ context }) => context.out !== 'none',
    readsQueue: ({ context, event }) => event.type === 'HOST_READ_QUEUE' && event.reads === legible(context),
    enciphers: ({ context }) =>
      context.answer === 'none' && context.offer === 'real' && context.key !== 'none',
    receives: ({ context, event }) =>
      event.type === 'ACCEPT_ANSWER' && event.answer === context.answer && acceptable(context),
    rejects: ({ context }) => context.answer !== 'none' && !acceptable(context),
    replays: ({ context, event }) =>
      event.type === 'REPLAY' && context.key !== 'none' && event.from !== context.answer,
    resets: ({ context, event }) =>
      event.type === 'RESET_QUEUE' &&
      (event.key === 'erased' ||
        ((!context.erasesKey || context.register !== 'tdi') && context.key !== 'none')),
  },
  actions: {
    offer: assign(({ event }) => (event.type === 'OFFER_LESS' ? { offer: event.offer } : {})),
    setKey: assign({ key: 'drivers' }),
    read: assign({ hostHasKey: true }),
    overwrite: assign({ key: 'hosts' }),
    send: assign(({ event }) =>
      event.type === 'SEND'
        ? { out: event.form === 'ciphertext' ? ('ciphertext' as const) : event.payload }
        : {},
    ),
    take: assign({ out: 'none' }),
    answer: assign({ answer: 'fresh' }),
    replay: assign(({ event }) => (event.type === 'REPLAY' ? { answer: event.from } : {})),
    clear: assign({ answer: 'none' }),
    reset: assign(({ context, event }) => ({
      offer: 'real' as const,
      out: 'none' as const,
      answer: 'none' as const,
      ...(event.type === 'RESET_QUEUE' && event.key === 'erased'
        ? { key: 'none' as const, hostHasKey: false }
        : { key: context.key }),
    })),
    pass: () => {},
  },
}).createMachine({
  id: 'encryptedQueue',
  context: ({ input }) => ({
    register: 'vmm',
    refusesNull: true,
    labelsNull: true,
    keyFirst: true,
    authenticated: true,
    keyPerQueue: true,
    erasesKey: true,
    ...input,
    offer: 'real',
    key: 'none',
    hostHasKey: false,
    out: 'none',
    answer: 'none',
  }),
  initial: 'negotiating',
  states: {
    negotiating: {
      on: {
        OFFER_LESS: { guard: 'less', actions: 'offer' },
        SET_KEY: { guard: 'realOffered', actions: 'setKey' },
        READ_KEY: { guard: 'readsRegister', actions: 'read' },
        OVERWRITE_KEY: { guard: 'reachesRegister', actions: 'overwrite' },
        GO_LIVE: { guard: 'mayGoLive', target: 'live' },
        GIVE_UP: { guard: 'cheated', target: 'failed' },
      },
    },
    live: {
      on: {
        SET_KEY: { guard: 'realOffered', actions: 'setKey' },
        READ_KEY: { guard: 'readsRegister', actions: 'read' },
        OVERWRITE_KEY: { guard: 'reachesRegister', actions: 'overwrite' },
        SEND: { guard: 'sends', actions: 'send' },
        TAKE: { guard: 'full', actions: 'take' },
        HOST_READ_QUEUE: { guard: 'readsQueue', actions: 'pass' },
        ANSWER: { guard: 'enciphers', actions: 'answer' },
        REPLAY: { guard: 'replays', actions: 'replay' },
        ACCEPT_ANSWER: { guard: 'receives', actions: 'clear' },
        REJECT_ANSWER: { guard: 'rejects', actions: 'clear' },
        RESET_QUEUE: { guard: 'resets', target: 'negotiating', actions: 'reset' },
      },
    },
    failed: {},
  },
});

/** The most telling thing that the host makes of the buffers. */
function legible({ out, answer, key, hostHasKey }: EncryptedQueueContext): 'nothing' | 'public' | 'secret' {
  if (out === 'secret' || (out === 'ciphertext' && hostHasKey)) return 'secret';
  if (answer === 'fresh' && (hostHasKey || key === 'hosts')) return 'secret';
  return out === 'public' ? 'public' : 'nothing';
}

/** Whether the driver accepts the answer: it cannot tell without authentication, nor another queue's without its own key. */
function acceptable({ answer, authenticated, keyPerQueue, key }: EncryptedQueueContext): boolean {
  if (answer === 'none') return false;
  if (!authenticated) return true;
  if (key === 'hosts') return false;
  return answer === 'fresh' || (answer === 'otherQueue' && !keyPerQueue);
}
