import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Which devices reach a slot. */
export interface SharedSlotInput {
  /** The only device whose pool the slot is in; `null` if the pool is for any device. Default null. */
  readonly onlyFor?: number | null;
}

/**
 * One slot of a pool that several devices use. What a device can reach is a whole pool: that a slot was taken for one
 * of them does not keep the others out.
 *
 * Source: C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on pools without a match, and a pool for each CPU.
 * Left out: who implements the devices: of one VMM they learn nothing from each other that it does not know already.
 */
export const sharedSlotMachine = setup({
  types: {} as {
    context: Required<SharedSlotInput> & { readonly device: number | null; readonly left: number | null };
    events: DmaEvent;
    input: SharedSlotInput | undefined;
  },
  guards: {
    inReach: ({ context, event }) =>
      'device' in event && (context.onlyFor === null || context.onlyFor === event.device),
    its: ({ context, event }) => 'device' in event && event.device === context.device,
    anothers: ({ context, event }) =>
      'device' in event &&
      event.device !== context.device &&
      (context.onlyFor === null || context.onlyFor === event.device),
  },
  actions: {
    take: assign(({ event }) =>
      event.type === 'SLOT_FOR' ? { device: event.device, left: event.device } : {},
    ),
    giveBack: assign({ device: null }),
  },
}).createMachine({
  id: 'sharedSlot',
  context: ({ input }) => ({ onlyFor: input?.onlyFor ?? null, device: null, left: null }),
  initial: 'free',
  states: {
    free: {
      on: {
        SLOT_FOR: { guard: 'inReach', target: 'held', actions: 'take' },
        SLOT_SNOOPED: { guard: 'inReach', target: 'free' },
      },
    },
    held: {
      on: {
        SLOT_BACK: { guard: 'its', target: 'free', actions: 'giveBack' },
        SLOT_READ: { guard: 'its', target: 'held' },
        SLOT_SNOOPED: { guard: 'anothers', target: 'held' },
      },
    },
  },
});
