import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Moves of the adversary that this folder's machines have the matter for, by their M numbers. */
export const hostMoves = {
  M02: 'strip an offered feature bit',
  M05: 'keep or clear FEATURES_OK as it likes',
  M06: 'change the configuration space at any time',
  M10: 'read every shared page and slot',
  M11: 'write every shared page and slot',
  M12: 'rewrite a descriptor after it was made available',
  M14: 'report a request as used without having written',
  M16: 'access memory before or after it should',
  M18: 'set DEVICE_NEEDS_RESET at any time',
  M19: 'never finish a reset, or go on with DMA after it',
  M21: 'have the device access memory outside the pool',
  M22: 'give an address a second meaning',
  M23: 'load something over the bounce pool',
  M24: 'leave the pool out of the description of a device',
  M25: 'let a page conversion fail',
  M27: 'grant itself what the guest has not asked for',
  M28: 'write Command and other registers, reset, unlock and lock a TDI behind the guest',
  M30: 'have drivers loaded early, boot with swiotlb=force',
  M40: 'go on using a translation that the guest has taken back',
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
    canStray: ({ context, event }) =>
      (event.type === 'STRAY_ACCESS' || event.type === 'ACCESS_OTHER') && context.moves.includes(event.move),
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
        ACCESS_OTHER: { guard: 'canStray', target: 'hostile' },
        FORGE_GRANT: { guard: { type: 'can', params: 'M27' }, target: 'hostile' },
        REWRITE_DESCRIPTOR: { guard: { type: 'can', params: 'M12' }, target: 'hostile' },
        PLACE_OVER_POOL: { guard: { type: 'can', params: 'M23' }, target: 'hostile' },
        DROP_REFERENCE: { guard: { type: 'can', params: 'M24' }, target: 'hostile' },
        CHANGE_RANGE: { guard: { type: 'can', params: 'M06' }, target: 'hostile' },
        SLOT_SNOOPED: { guard: { type: 'can', params: 'M21' }, target: 'hostile' },
        HOT_ADD: { guard: { type: 'can', params: 'M22' }, target: 'hostile' },
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
