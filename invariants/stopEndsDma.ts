import { setup } from 'xstate';
import type { DmaEvent } from '../machines/index.ts';
import { monitor } from './define.ts';

const stops = {
  STOP_INTERFACE_REQUEST: 'stopped',
  UNLOCK: 'stopped',
  CONVENTIONAL_RESET: 'stopped',
  ERROR_CLEARED: 'stopped',
} as const;
const trusted = { guard: 'trusted', target: 'violated' } as const;

/** Sees messages and TLPs only, so it does not believe the device about its own state. */
export const stopEndsDma = monitor({
  name: 'stopEndsDma',
  summary: 'before a START, and from the response to a STOP to the next START, a TDI does no DMA with T=1',
  source: 'PCIe r6.3 11.3.16, 11.2.1',
  over: ['tdi'],
  machine: setup({
    types: {} as { events: DmaEvent },
    guards: {
      trusted: ({ event }) => 't' in event && event.t === 1,
      started: ({ event }) =>
        event.type === 'START_INTERFACE_REQUEST' && event.reply === 'START_INTERFACE_RESPONSE',
    },
  }).createMachine({
    id: 'stopEndsDma',
    initial: 'stopped',
    states: {
      stopped: {
        on: {
          ACCEPT: 'started',
          START_INTERFACE_REQUEST: { guard: 'started', target: 'started' },
          DMA_READ: trusted,
          DMA_WRITE: trusted,
          DMA_READ_SLOT: trusted,
          DMA_WRITE_SLOT: trusted,
        },
      },
      started: { on: stops },
      violated: {},
    },
  }),
});
