import { and, assign, not, setup } from 'xstate';
import type { DmaEvent, EventNamed } from './alphabet.ts';
import { registerResponses } from './registerGroups.ts';
import { startOf, type TdiContext, type TdiInput } from './tdiInput.ts';

const INVALID = { type: 'replies', params: 'INVALID_REQUEST' } as const;
const UNSUPPORTED = { type: 'replies', params: 'UNSUPPORTED_REQUEST' } as const;
const WRONG_STATE = { type: 'replies', params: 'INVALID_INTERFACE_STATE' } as const;

/** A request that the state does not admit. */
const refused = { guard: WRONG_STATE, actions: 'answer' } as const;

/** The same of an optional request. */
const p2pRefused = [
  { guard: and(['p2pSupported', WRONG_STATE]), actions: 'answer' },
  { guard: and([not('p2pSupported'), UNSUPPORTED]), actions: 'answer' },
] as const;

/** A report, from whatever part of it exists. */
const reported = [
  { guard: and(['offsetInside', { type: 'replies', params: 'DEVICE_INTERFACE_REPORT' }]), actions: 'answer' },
  { guard: and([not('offsetInside'), INVALID]), actions: 'answer' },
] as const;

/** What a locked TDI takes as a change of its configuration, or as the loss of what protects it. */
const tracking = {
  WRITE_COMMAND: [
    { guard: 'clearingIsKeptFromDevice', actions: 'answer' },
    { guard: 'clearingReachesDevice', target: 'ERROR', actions: 'setCommand' },
    { guard: not('clears'), actions: 'setCommand' },
  ],
  WRITE_CONFIG: [
    { guard: 'tracked', target: 'ERROR' },
    { guard: not('tracked'), actions: 'answer' },
  ],
  FUNCTION_LEVEL_RESET: { target: 'ERROR', actions: 'clearCommand' },
  SPDM_SESSION_END: { target: 'ERROR', actions: 'endSession' },
  IDE_STREAM_INSECURE: { guard: 'keyed', target: 'ERROR', actions: 'loseKeys' },
} as const;

/** The same where nothing is tracked. */
const untracked = {
  WRITE_COMMAND: { actions: 'setCommand' },
  WRITE_CONFIG: { actions: 'answer' },
  FUNCTION_LEVEL_RESET: { actions: 'clearCommand' },
  SPDM_SESSION_END: { guard: 'secured', actions: 'endSession' },
  IDE_STREAM_INSECURE: { guard: 'keyed', actions: 'loseKeys' },
  SPDM_SESSION_START: { guard: not('secured'), actions: 'startSession' },
  IDE_KEY_SET: { guard: 'keyable', actions: 'setKeys' },
} as const;

/**
 * A TDI, as its device keeps it (the DSM's side of TDISP). Each request comes with the one reply that the
 * TDI gives to it in that state: steps with any other reply cannot happen. A request without a secured
 * SPDM session gets no reply at all. `LOCK`, `ACCEPT` and `UNLOCK` are the guest's requests to its TSM; for
 * the TDI they are the LOCK, START and STOP requests that succeed.
 *
 * Source: PCIe r6.3 11.2 (states), 11.2.1 (TLPs), 11.2.6 (what is tracked), 11.3 (requests), 11.4.8 and
 * 11.4.9 (resets). State is checked before nonce and offset, as the tests of intel/tee-io-validator have it.
 * Left out: several TDIs of one DSM (a reset of the PF, the IDE stream of others), MMIO, interrupts, ATS and
 * page requests, firmware updates, BUSY, INSUFFICIENT_ENTROPY, device specific reasons to refuse a lock,
 * the refresh of IDE keys; a SET_MMIO_ATTRIBUTE_REQUEST always names a range that may be changed. An FLR
 * leaves posted writes alone, which is more than hardware is likely to do.
 */
export const tdiMachine = setup({
  types: {} as { context: TdiContext; events: DmaEvent; input: TdiInput | undefined },
  guards: {
    secured: ({ context }) => context.session,
    keyed: ({ context }) => context.keys,
    keyable: ({ context }) => context.session && context.ideRequired && !context.keys,
    lockable: ({ context }) =>
      context.session && (context.keys || !context.ideRequired || !context.checksKeys),
    replies: ({ context, event }, reply: string) =>
      context.session && 'reply' in event && event.reply === reply,
    nonceMatches: ({ context, event }) =>
      event.type === 'START_INTERFACE_REQUEST' &&
      ((event.nonce === 'current' && context.nonce === 'current') ||
        (event.nonce === 'stale' && context.earlierNonce) ||
        (event.nonce === 'none' && !context.nonceCompared)),
    offsetInside: ({ event }) => event.type === 'GET_DEVICE_INTERFACE_REPORT' && event.offset === 'inside',
    p2pSupported: ({ context }) => context.p2pSupported,
    p2pBound: ({ context }) => context.p2pBound,
    errorAutoClear: ({ context }) => context.errorAutoClear,
    reads: ({ context, event }) =>
      event.type === 'READ_COMMAND' && event.bme === context.bme && event.mse === context.mse,
    clears: ({ context, event }) => event.type === 'WRITE_COMMAND' && clears(context, event),
    clearingIsKeptFromDevice: ({ context, event }) =>
      event.type === 'WRITE_COMMAND' &&
      clears(context, event) &&
      event.writer === 'guest' &&
      (context.cmdRegPolicy === 'vmmTrapNop' || context.cmdRegPolicy === 'guestCoreNop'),
    clearingReachesDevice: ({ context, event }) =>
      event.type === 'WRITE_COMMAND' &&
      clears(context, event) &&
      (event.writer === 'host' || context.cmdRegPolicy === 'passThrough'),
    tracked: ({ context, event }) => {
      if (event.type !== 'WRITE_CONFIG') return false;
      const response = registerResponses[event.register];
      return (
        response === 'tracked' ||
        (response === 'ifMsixLocked' && context.msixLocked) ||
        (response === 'byVendor' && context.vendorRegistersTracked)
      );
    },
    posts: ({ context }) => context.bme === 1 && !context.posted,
    trusted: ({ context, event }) => context.bme === 1 && 't' in event && event.t === 1,
    untrusted: ({ context, event }) => context.bme === 1 && 't' in event && event.t === 0,
    untrustedWhileLocked: ({ context, event }) =>
      context.bme === 1 && 't' in event && event.t === 0 && context.lockedT0Dma === 'allowed',
    lands: ({ context, event }) => context.bme === 1 && context.posted && 't' in event && event.t === 1,
  },
  actions: {
    /** An answer, a blocked write, a DMA: what can happen without changing the TDI. */
    answer: () => {},
    generateNonce: assign({ nonce: 'current' }),
    destroyNonce: assign(({ context }) => ({ nonce: 'none' as const, earlierNonce: !context.nonceOneShot })),
    post: assign({ posted: true }),
    finish: assign({ posted: false }),
    stop: assign(({ context }) => ({ posted: context.posted && !context.stopDrains })),
    bindP2p: assign({ p2pBound: true }),
    unbindP2p: assign({ p2pBound: false }),
    setCommand: assign(({ event }) =>
      event.type === 'WRITE_COMMAND' ? { bme: event.bme, mse: event.mse } : {},
    ),
    clearCommand: assign({ bme: 0, mse: 0 }),
    startSession: assign({ session: true }),
    endSession: assign({ session: false, keys: false }),
    setKeys: assign({ keys: true }),
    loseKeys: assign({ keys: false }),
    reset: assign({ bme: 0, mse: 0, session: false, keys: false, posted: false }),
  },
}).createMachine({
  id: 'tdi',
  context: ({ input }) => startOf(input),
  initial: 'CONFIG_UNLOCKED',
  // In all four states alike.
  on: {
    GET_TDISP_VERSION: { guard: { type: 'replies', params: 'TDISP_VERSION' }, actions: 'answer' },
    GET_TDISP_CAPABILITIES: { guard: { type: 'replies', params: 'TDISP_CAPABILITIES' }, actions: 'answer' },
    VDM_REQUEST: { guard: { type: 'replies', params: 'VDM_RESPONSE' }, actions: 'answer' },
    STOP_INTERFACE_REQUEST: {
      guard: { type: 'replies', params: 'STOP_INTERFACE_RESPONSE' },
      target: '.CONFIG_UNLOCKED',
      actions: 'stop',
    },
    UNLOCK: { guard: 'secured', target: '.CONFIG_UNLOCKED', actions: 'stop' },
    CONVENTIONAL_RESET: { target: '.CONFIG_UNLOCKED', actions: 'reset' },
    READ_COMMAND: { guard: 'reads', actions: 'answer' },
  },
  states: {
    CONFIG_UNLOCKED: {
      on: {
        ...untracked,
        DMA_READ: { guard: 'untrusted', actions: 'answer' },
        DMA_WRITE: [
          { guard: 'untrusted', actions: 'answer' },
          { guard: 'lands', actions: 'finish' },
        ],
        DMA_READ_SLOT: { guard: 'untrusted', actions: 'answer' },
        DMA_WRITE_SLOT: [
          { guard: 'untrusted', actions: 'answer' },
          { guard: 'lands', actions: 'finish' },
        ],
        LOCK_INTERFACE_REQUEST: [
          {
            guard: and(['lockable', { type: 'replies', params: 'LOCK_INTERFACE_RESPONSE' }]),
            target: 'CONFIG_LOCKED',
            actions: 'finish',
          },
          { guard: and([not('lockable'), INVALID]), actions: 'answer' },
        ],
        LOCK: { guard: 'lockable', target: 'CONFIG_LOCKED', actions: 'finish' },
        GET_DEVICE_INTERFACE_REPORT: refused,
        GET_DEVICE_INTERFACE_STATE: {
          guard: { type: 'replies', params: 'CONFIG_UNLOCKED' },
          actions: 'answer',
        },
        START_INTERFACE_REQUEST: refused,
        BIND_P2P_STREAM_REQUEST: p2pRefused,
        UNBIND_P2P_STREAM_REQUEST: p2pRefused,
        SET_MMIO_ATTRIBUTE_REQUEST: refused,
      },
    },
    CONFIG_LOCKED: {
      entry: 'generateNonce',
      exit: 'destroyNonce',
      on: {
        ...tracking,
        DMA_READ: { guard: 'untrustedWhileLocked', actions: 'answer' },
        DMA_WRITE: { guard: 'untrustedWhileLocked', actions: 'answer' },
        DMA_READ_SLOT: { guard: 'untrustedWhileLocked', actions: 'answer' },
        DMA_WRITE_SLOT: { guard: 'untrustedWhileLocked', actions: 'answer' },
        LOCK_INTERFACE_REQUEST: refused,
        GET_DEVICE_INTERFACE_REPORT: reported,
        // What the guest collects includes the report, so the TDI must be there to give it.
        GET_EVIDENCE: { guard: 'secured', actions: 'answer' },
        GET_DEVICE_INTERFACE_STATE: {
          guard: { type: 'replies', params: 'CONFIG_LOCKED' },
          actions: 'answer',
        },
        START_INTERFACE_REQUEST: [
          {
            guard: and(['nonceMatches', { type: 'replies', params: 'START_INTERFACE_RESPONSE' }]),
            target: 'RUN',
          },
          {
            guard: and([not('nonceMatches'), { type: 'replies', params: 'INVALID_NONCE' }]),
            actions: 'answer',
          },
        ],
        // The TSM answers for the guest, with the nonce that this lock returned to it.
        ACCEPT: { target: 'RUN' },
        BIND_P2P_STREAM_REQUEST: p2pRefused,
        UNBIND_P2P_STREAM_REQUEST: p2pRefused,
        SET_MMIO_ATTRIBUTE_REQUEST: refused,
      },
    },
    RUN: {
      exit: 'unbindP2p',
      on: {
        ...tracking,
        DMA_READ: { guard: 'trusted', actions: 'answer' },
        DMA_WRITE: { guard: 'trusted', actions: 'answer' },
        DMA_READ_SLOT: { guard: 'trusted', actions: 'answer' },
        DMA_WRITE_SLOT: { guard: 'trusted', actions: 'answer' },
        DMA_POSTED: { guard: 'posts', actions: 'post' },
        LOCK_INTERFACE_REQUEST: refused,
        GET_DEVICE_INTERFACE_REPORT: reported,
        GET_EVIDENCE: { guard: 'secured', actions: 'answer' },
        GET_DEVICE_INTERFACE_STATE: { guard: { type: 'replies', params: 'RUN' }, actions: 'answer' },
        START_INTERFACE_REQUEST: refused,
        BIND_P2P_STREAM_REQUEST: [
          { guard: and([not('p2pSupported'), UNSUPPORTED]), actions: 'answer' },
          {
            guard: and([
              'p2pSupported',
              not('p2pBound'),
              { type: 'replies', params: 'BIND_P2P_STREAM_RESPONSE' },
            ]),
            actions: 'bindP2p',
          },
          { guard: and(['p2pSupported', 'p2pBound', INVALID]), actions: 'answer' },
        ],
        UNBIND_P2P_STREAM_REQUEST: [
          { guard: and([not('p2pSupported'), UNSUPPORTED]), actions: 'answer' },
          {
            guard: and(['p2pBound', { type: 'replies', params: 'UNBIND_P2P_STREAM_RESPONSE' }]),
            actions: 'unbindP2p',
          },
          { guard: and(['p2pSupported', not('p2pBound'), INVALID]), actions: 'answer' },
        ],
        SET_MMIO_ATTRIBUTE_REQUEST: {
          guard: { type: 'replies', params: 'SET_MMIO_ATTRIBUTE_RESPONSE' },
          actions: 'answer',
        },
      },
    },
    ERROR: {
      tags: 'error',
      on: {
        ...untracked,
        ERROR_CLEARED: { guard: 'errorAutoClear', target: 'CONFIG_UNLOCKED', actions: 'finish' },
        SEE_ERROR: { actions: 'answer' },
        LOCK_INTERFACE_REQUEST: refused,
        GET_DEVICE_INTERFACE_REPORT: refused,
        GET_DEVICE_INTERFACE_STATE: { guard: { type: 'replies', params: 'ERROR' }, actions: 'answer' },
        START_INTERFACE_REQUEST: refused,
        BIND_P2P_STREAM_REQUEST: p2pRefused,
        UNBIND_P2P_STREAM_REQUEST: p2pRefused,
        SET_MMIO_ATTRIBUTE_REQUEST: refused,
      },
    },
  },
});

/**
 * Whether the device takes a write as clearing BME or MSE. By the letter of 11.2.6 only a bit that was set
 * can be cleared; a test device on the mailing list also counted BME written 0 over 0.
 */
function clears(context: TdiContext, { bme, mse }: EventNamed<'WRITE_COMMAND'>): boolean {
  return (
    (bme === 0 && (context.bme === 1 || context.bmeWrite0When0 === 'error')) ||
    (mse === 0 && context.mse === 1)
  );
}
