import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Moves of the adversary that this folder's machines have the matter for, by their M numbers. */
export const hostMoves = {
  M02: 'strip an offered feature bit',
  M05: 'keep or clear FEATURES_OK as it likes',
  M10: 'read every shared page and slot',
  M11: 'write every shared page and slot',
  M14: 'report a request as used without having written',
  M16: 'access memory before or after it should',
  M18: 'set DEVICE_NEEDS_RESET at any time',
  M19: 'never finish a reset, or go on with DMA after it',
  M21: 'have the device access memory outside the pool',
  M25: 'let a page conversion fail',
  M28: 'write Command and other registers, reset, unlock and lock a TDI behind the guest',
  M30: 'have drivers loaded early, boot with swiotlb=force',
} as const;

export type HostMove = keyof typeof hostMoves;

/**
 * The hostile host: which of its moves are possible in a design. It takes part in every event that is
 * its move and forbids those that the design's hardware or configuration stops. All other parts may forbid
 * a move only where hardware does.
 *
 * Source: Documentation/security/snp-tdx-threat-model.rst (Linux 7.3), threat list M01-M40 of the threads.
 * Left out: denial of service as such (it shows only where a claim is about diagnosability); moves that
 * need machines not modelled yet (VMBus, launch, encryption).
 */
export const hostMachine = setup({
  types: {} as {
    context: { readonly moves: readonly HostMove[] };
    events: DmaEvent;
    input: { readonly moves: readonly HostMove[] };
  },
  guards: {
    can: ({ context }, move: HostMove) => context.moves.includes(move),
    hostCan: ({ context, event }, move: HostMove) =>
      ('writer' in event && event.writer === 'guest') || context.moves.includes(move),
    canStray: ({ context, event }) => event.type === 'STRAY_ACCESS' && context.moves.includes(event.move),
    startsNothing: ({ event }) => event.type === 'START_INTERFACE_REQUEST' && event.nonce !== 'current',
  },
}).createMachine({
  id: 'host',
  context: ({ input }) => ({ moves: input.moves }),
  initial: 'hostile',
  states: {
    hostile: {
      on: {
        STRIP_FEATURE: { guard: { type: 'can', params: 'M02' }, target: 'hostile' },
        NEEDS_RESET: { guard: { type: 'can', params: 'M18' }, target: 'hostile' },
        REFUSE_ANYWAY: { guard: { type: 'can', params: 'M05' }, target: 'hostile' },
        POOL_ATTACH_FAILS: { guard: { type: 'can', params: 'M25' }, target: 'hostile' },
        STRAY_ACCESS: { guard: 'canStray', target: 'hostile' },
        FALSE_USED: { guard: { type: 'can', params: 'M14' }, target: 'hostile' },
        HOST_READ: { guard: { type: 'can', params: 'M10' }, target: 'hostile' },
        HOST_READ_SLOT: { guard: { type: 'can', params: 'M10' }, target: 'hostile' },
        HOST_WRITE: { guard: { type: 'can', params: 'M11' }, target: 'hostile' },
        HOST_WRITE_SLOT: { guard: { type: 'can', params: 'M11' }, target: 'hostile' },
        CONVERSION_FAILS: { guard: { type: 'can', params: 'M25' }, target: 'hostile' },
        POOL_INIT_FAILS: { guard: { type: 'can', params: 'M25' }, target: 'hostile' },
        AUTOPROBE: { guard: { type: 'can', params: 'M30' }, target: 'hostile' },
        FORCE_SWIOTLB: { guard: { type: 'can', params: 'M30' }, target: 'hostile' },
        LOCK_INTERFACE_REQUEST: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
        STOP_INTERFACE_REQUEST: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
        // The TSM sends START with the right nonce only when the guest accepts; an old one may be replayed.
        START_INTERFACE_REQUEST: { guard: 'startsNothing', target: 'hostile' },
        WRITE_COMMAND: { guard: { type: 'hostCan', params: 'M28' }, target: 'hostile' },
        WRITE_CONFIG: { guard: { type: 'hostCan', params: 'M28' }, target: 'hostile' },
        FUNCTION_LEVEL_RESET: { guard: { type: 'hostCan', params: 'M28' }, target: 'hostile' },
        CONVENTIONAL_RESET: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
        SPDM_SESSION_END: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
        IDE_STREAM_INSECURE: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
      },
    },
  },
});
