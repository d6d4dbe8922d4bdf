import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Who hands out the slots of a pool. */
export interface PoolOwnerInput {
  /** The DMA core, the driver of the device, or both without a common record. Default core. */
  readonly bounceBy?: 'core' | 'driver' | 'both';
}

/**
 * One slot of a pool that the DMA core and a driver may both believe to be theirs. Each keeps a record of its own,
 * and sees a slot as free that only the other has taken.
 *
 * Source: D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on a standalone driver; C. Hellwig in reply, on bouncing
 * hacked into virtio drivers.
 * Left out: what is in the slot; how the driver found the pool.
 */
export const poolOwnerMachine = setup({
  types: {} as {
    context: Required<PoolOwnerInput> & { readonly byCore: boolean; readonly byDriver: boolean };
    events: DmaEvent;
    input: PoolOwnerInput | undefined;
  },
  guards: {
    freeToCore: ({ context }) => context.bounceBy !== 'driver' && !context.byCore,
    freeToDriver: ({ context }) => context.bounceBy !== 'core' && !context.byDriver,
    ofCore: ({ context }) => context.byCore,
    ofDriver: ({ context }) => context.byDriver,
  },
  actions: {
    coreTakes: assign({ byCore: true }),
    coreGives: assign({ byCore: false }),
    driverTakes: assign({ byDriver: true }),
    driverGives: assign({ byDriver: false }),
  },
}).createMachine({
  id: 'poolOwner',
  context: ({ input }) => ({ bounceBy: input?.bounceBy ?? 'core', byCore: false, byDriver: false }),
  initial: 'present',
  states: {
    present: {
      on: {
        CORE_TAKES: { guard: 'freeToCore', actions: 'coreTakes' },
        CORE_GIVES_BACK: { guard: 'ofCore', actions: 'coreGives' },
        DRIVER_TAKES: { guard: 'freeToDriver', actions: 'driverTakes' },
        DRIVER_GIVES_BACK: { guard: 'ofDriver', actions: 'driverGives' },
      },
    },
  },
});
