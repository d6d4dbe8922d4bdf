import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** A gate before the guest, and who is behind it. */
export interface BootGateInput {
  /** Whether the guest knows the scheme exactly. Default false. */
  readonly guestKnows?: boolean;
  /** Rule: the gate is measured, so that a guest which went round it has no secrets to lose. Default true. */
  readonly measured?: boolean;
}

/**
 * Firmware or a loader that does not boot an operating system which does not know the scheme. No driver binds before
 * it has decided.
 *
 * Source: C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "they really need system level awareness".
 * Left out: how the gate knows; what measurement is worth to whom.
 */
export const bootGateMachine = setup({
  types: {} as { context: Required<BootGateInput>; events: DmaEvent; input: BootGateInput | undefined },
  guards: {
    knows: ({ context }) => context.guestKnows,
    knowsNot: ({ context }) => !context.guestKnows,
    skippable: ({ context }) => !context.measured,
  },
}).createMachine({
  id: 'bootGate',
  context: ({ input }) => ({ guestKnows: input?.guestKnows ?? false, measured: input?.measured ?? true }),
  initial: 'before',
  states: {
    before: {
      on: {
        BOOT_ALLOWED: { guard: 'knows', target: 'booted' },
        BOOT_REFUSED: { guard: 'knowsNot', target: 'refused' },
        SKIP_GATE: { guard: 'skippable', target: 'booted' },
      },
    },
    booted: { on: { ACKNOWLEDGE: { target: 'booted' } } },
    refused: {},
  },
});
