import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How the firmware reports the memory of a pool, and what the guest makes of it. */
export interface PoolMemoryInput {
  /** As `reserved` (e820 type 2, reserved-memory) or as a part of the main memory. Default reserved. */
  readonly reported?: 'reserved' | 'ram';
  /** Whether the guest knows such pools and reserves them. Default true. */
  readonly guestKnows?: boolean;
  /** Rule: whoever loads the guest keeps out of what is reserved. Default true. */
  readonly loaderKeepsOut?: boolean;
}

/**
 * The range of a bounce pool in system memory, which the host can reach all the time: reported by the firmware,
 * reserved by a guest that knows it, left alone by a guest that sees it reserved, and otherwise memory like any
 * other.
 *
 * Source: D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025 ("an e820-reserved region for example"); crosvm
 * aarch64/src/fdt.rs, whose static swiotlb region is a part of main memory; a pool over the initrd under QEMU 7.2,
 * measured: the guest panics and does not say why.
 * Left out: the bytes of the range; kexec; firmware that uses the range itself.
 */
export const poolMemoryMachine = setup({
  types: {} as {
    context: Required<PoolMemoryInput>;
    events: DmaEvent;
    input: PoolMemoryInput | undefined;
  },
  guards: {
    careless: ({ context }) => !context.loaderKeepsOut,
    knows: ({ context }) => context.guestKnows,
    reserved: ({ context }) => !context.guestKnows && context.reported === 'reserved',
    ordinary: ({ context }) => !context.guestKnows && context.reported === 'ram',
  },
}).createMachine({
  id: 'poolMemory',
  context: ({ input }) => ({
    reported: input?.reported ?? 'reserved',
    guestKnows: input?.guestKnows ?? true,
    loaderKeepsOut: input?.loaderKeepsOut ?? true,
  }),
  initial: 'reported',
  states: {
    reported: {
      on: {
        PLACE_OVER_POOL: { guard: 'careless', target: 'occupied' },
        RESERVE_POOL: { guard: 'knows', target: 'pool' },
        BOOT_DONE: [
          { guard: 'reserved', target: 'untouched' },
          { guard: 'ordinary', target: 'ram' },
        ],
      },
    },
    occupied: { on: { RESERVE_POOL: { guard: 'knows', target: 'overlapped' } } },
    pool: { on: { BOOT_DONE: { target: 'pool' } } },
    overlapped: { on: { BOOT_DONE: { target: 'overlapped' } } },
    untouched: {},
    ram: { on: { ALLOCATE_FROM_POOL: 'inUse' } },
    inUse: {},
  },
});
