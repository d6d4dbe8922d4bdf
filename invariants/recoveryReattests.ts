import { setup } from 'xstate';
import type { DmaEvent } from '../machines/index.ts';
import { monitor } from './define.ts';

/** Steps that may come at any point of a recovery and throw it back. */
const setBack = {
  GET_DEVICE_INTERFACE_STATE: { guard: 'toldError', target: 'failed' },
  SEE_ERROR: 'failed',
  STOP_INTERFACE_REQUEST: 'unlocked',
  UNLOCK: 'unlocked',
  CONVENTIONAL_RESET: 'unlocked',
  ERROR_CLEARED: 'unlocked',
} as const;
const tooEarly = {
  ACCEPT: 'violated',
  START_INTERFACE_REQUEST: { guard: 'started', target: 'violated' },
} as const;

/** Starts when somebody in the TCB is told of ERROR: the guest, or the TSM that asks for the state. */
export const recoveryReattests = monitor({
  name: 'recoveryReattests',
  summary: 'after ERROR a TDI runs again only through unlock, lock and evidence collected under that lock',
  source: '"PCI/TSM: TEE I/O" RFC v2 and replies, Mar 2026; PCIe r6.3 11.2',
  over: ['tdi', 'device'],
  machine: setup({
    types: {} as { events: DmaEvent },
    guards: {
      toldError: ({ event }) => event.type === 'GET_DEVICE_INTERFACE_STATE' && event.reply === 'ERROR',
      locked: ({ event }) =>
        event.type === 'LOCK_INTERFACE_REQUEST' && event.reply === 'LOCK_INTERFACE_RESPONSE',
      started: ({ event }) =>
        event.type === 'START_INTERFACE_REQUEST' && event.reply === 'START_INTERFACE_RESPONSE',
    },
  }).createMachine({
    id: 'recoveryReattests',
    initial: 'untroubled',
    states: {
      untroubled: {
        on: { GET_DEVICE_INTERFACE_STATE: setBack.GET_DEVICE_INTERFACE_STATE, SEE_ERROR: 'failed' },
      },
      failed: { on: { ...setBack, ...tooEarly } },
      unlocked: {
        on: {
          ...setBack,
          ...tooEarly,
          LOCK: 'locked',
          LOCK_INTERFACE_REQUEST: { guard: 'locked', target: 'locked' },
        },
      },
      locked: { on: { ...setBack, ...tooEarly, GET_EVIDENCE: 'attested' } },
      attested: {
        on: {
          ...setBack,
          ACCEPT: 'untroubled',
          START_INTERFACE_REQUEST: { guard: 'started', target: 'untroubled' },
        },
      },
      violated: {},
    },
  }),
});
