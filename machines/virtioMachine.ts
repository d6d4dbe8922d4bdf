import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';
import { deviceStatus, type StatusBit } from './deviceStatus.ts';

/** How a device behaves when its bus mastering goes off. */
export interface VirtioInput {
  /** It keeps its status, or clears DRIVER_OK as QEMU 7.2 does, for good. Default keep. */
  readonly onBusMasterOff?: 'keep' | 'clearDriverOk';
}

/**
 * The status register of a virtio device. The device is the host's: it takes whatever a driver writes, in any
 * order, as QEMU 7.2 does (DRIVER_OK without FEATURES_OK, FEATURES_OK after FAILED). Order is the driver's
 * obligation, and the driver is another machine.
 *
 * Source: virtio 1.4 "Device Status Field", "Device Reset".
 * Left out: SUSPEND; configuration space and its notifications.
 */
export const virtioMachine = setup({
  types: {} as {
    context: Required<VirtioInput> & { readonly status: number };
    events: DmaEvent;
    input: VirtioInput | undefined;
  },
  guards: {
    kept: ({ event }) => event.type === 'FEATURES_OK' && event.kept,
    readsStatus: ({ context, event }) =>
      event.type === 'READ_STATUS' && event.featuresOk === (context.status & deviceStatus.FEATURES_OK) > 0,
    stops: ({ context }) => context.onBusMasterOff === 'clearDriverOk',
    working: ({ context }) => (context.status & deviceStatus.DEVICE_NEEDS_RESET) === 0,
  },
  actions: {
    set: assign(({ context }, bit: StatusBit) => ({ status: context.status | deviceStatus[bit] })),
    clear: assign({ status: 0 }),
    notLive: assign(({ context }) => ({ status: context.status & ~deviceStatus.DRIVER_OK })),
  },
}).createMachine({
  id: 'virtio',
  context: ({ input }) => ({ onBusMasterOff: input?.onBusMasterOff ?? 'keep', status: 0 }),
  initial: 'inReset',
  states: {
    inReset: {
      on: {
        ACKNOWLEDGE: { target: 'running', actions: { type: 'set', params: 'ACKNOWLEDGE' } },
        BUS_MASTER_ON: { target: 'inReset' },
        BUS_MASTER_OFF: { target: 'inReset' },
      },
    },
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
        BUS_MASTER_ON: { target: 'running' },
        BUS_MASTER_OFF: [{ guard: 'stops', actions: 'notLive' }, { target: 'running' }],
        RESET: { target: 'resetting', actions: 'clear' },
      },
    },
    // What the status reads meanwhile is the device's business; it is not 0.
    resetting: { on: { RESET_DONE: 'inReset' } },
  },
});
