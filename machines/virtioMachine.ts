import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';
import { deviceStatus, type StatusBit } from './deviceStatus.ts';

/**
 * The status register of a virtio device. The device is the host's: it takes whatever a driver writes, in any
 * order, as QEMU 7.2 does (DRIVER_OK without FEATURES_OK, FEATURES_OK after FAILED). Order is the driver's
 * obligation, and the driver is another machine.
 *
 * Source: virtio 1.4 "Device Status Field", "Device Reset".
 * Left out: SUSPEND; clearing of DRIVER_OK when bus mastering goes off (QEMU 7.2 does that); configuration
 * space and its notifications.
 */
export const virtioMachine = setup({
  types: {} as { context: { readonly status: number }; events: DmaEvent },
  guards: {
    kept: ({ event }) => event.type === 'FEATURES_OK' && event.kept,
    readsStatus: ({ context, event }) =>
      event.type === 'READ_STATUS' && event.featuresOk === (context.status & deviceStatus.FEATURES_OK) > 0,
    working: ({ context }) => (context.status & deviceStatus.DEVICE_NEEDS_RESET) === 0,
  },
  actions: {
    set: assign(({ context }, bit: StatusBit) => ({ status: context.status | deviceStatus[bit] })),
    clear: assign({ status: 0 }),
  },
}).createMachine({
  id: 'virtio',
  context: { status: 0 },
  initial: 'inReset',
  states: {
    inReset: { on: { ACKNOWLEDGE: { target: 'running', actions: { type: 'set', params: 'ACKNOWLEDGE' } } } },
    running: {
      on: {
        DRIVER: { actions: { type: 'set', params: 'DRIVER' } },
        FEATURES_OK: [
          { guard: 'kept', actions: { type: 'set', params: 'FEATURES_OK' } },
          { target: 'running' },
        ],
        READ_STATUS: { guard: 'readsStatus', target: 'running' },
        DRIVER_OK: { actions: { type: 'set', params: 'DRIVER_OK' } },
        FAILED: { actions: { type: 'set', params: 'FAILED' } },
        NEEDS_RESET: { guard: 'working', actions: { type: 'set', params: 'DEVICE_NEEDS_RESET' } },
        REPORT_BLOCKED: { guard: 'working', actions: { type: 'set', params: 'DEVICE_NEEDS_RESET' } },
        RESET: { target: 'resetting', actions: 'clear' },
      },
    },
    // What the status reads meanwhile is the device's business; it is not 0.
    resetting: { on: { RESET_DONE: 'inReset' } },
  },
});
