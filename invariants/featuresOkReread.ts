import { assign, setup } from 'xstate';
import { bitsOf, type DmaEvent } from '../machines/index.ts';
import { monitor } from './define.ts';

const rereading = setup({
  types: {} as { context: { readonly confirmed: boolean }; events: DmaEvent },
  guards: {
    modern: ({ event }) => event.type === 'WRITE_FEATURES' && bitsOf(event.features).includes(32),
    confirmed: ({ context }) => context.confirmed,
    readsSet: ({ event }) => event.type === 'READ_STATUS' && event.featuresOk,
  },
  actions: { confirm: assign({ confirmed: true }), forget: assign({ confirmed: false }) },
}).createMachine({
  id: 'featuresOkReread',
  context: { confirmed: false },
  initial: 'noVersion1',
  states: {
    noVersion1: { on: { WRITE_FEATURES: { guard: 'modern', target: 'negotiating' } } },
    negotiating: {
      on: {
        READ_STATUS: { guard: 'readsSet', actions: 'confirm' },
        POST: [{ guard: 'confirmed', target: 'negotiating' }, { target: 'violated' }],
        DRIVER_OK: [{ guard: 'confirmed', target: 'negotiating' }, { target: 'violated' }],
        RESET: { target: 'noVersion1', actions: 'forget' },
      },
    },
    violated: {},
  },
});

/** The only way in which a device can decline is that the driver looks. Drivers without VERSION_1 cannot. */
export const featuresOkReread = monitor({
  name: 'featuresOkReread',
  summary: 'no queue is filled and no device made live before FEATURES_OK has been read back as set',
  source: 'virtio 1.4 "Device Initialization", step 6',
  over: ['virtio'],
  machine: rereading,
});
