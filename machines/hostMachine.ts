import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Moves of the adversary that this folder's machines have the matter for, by their M numbers. */
export const hostMoves = {
  M01: 'show a device under another ID',
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
  M20: 'replay and substitute what lies in shared buffers',
  M21: 'have the device access memory outside the pool',
  M22: 'give an address a second meaning',
  M23: 'load something over the bounce pool',
  M24: 'leave the pool out of the description of a device',
  M25: 'let a page conversion fail',
  M26: 'move or take away a page behind the guest',
  M27: 'grant itself what the guest has not asked for',
  M28: 'write Command and other registers, reset, unlock and lock a TDI behind the guest',
  M29: 'map other memory where the guest sees registers of a device',
  M30: 'have drivers loaded early, boot with swiotlb=force',
  M31: 'read a key from the register that it implements',
  M32: 'overwrite a key, leave the null algorithm only, strip encryption',
  M33: 'keep a key after a reset',
  M34: 'claim to be confidential: forge the flags of an offer, or serve the bus itself',
  M35: 'offer a channel with confidential external memory but without such a ring',
  M36: 'offer a channel again with other flags',
  M37: 'send messages of a trusted connection over its own',
  M38: 'change a packet in the ring while it is validated',
  M39: 'let the mapping of a converted page fail in QEMU',
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
 * need machines that nobody has written (the threat model lists them).
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
    /** What an offer claims is the host's lie, unless it is of a kind that the paravisor makes. */
    offers: ({ context: { moves }, event }) => {
      if (event.type !== 'VMBUS_ONOFFER' && event.type !== 'VMBUS_RELAYED_OFFER') return false;
      const { ring, external } = event;
      const forged = (ring || external) && (event.type === 'VMBUS_RELAYED_OFFER' || !event.trusted);
      return (!forged || moves.includes('M34')) && (ring || !external || moves.includes('M35'));
    },
    reoffers: ({ context, event }) =>
      event.type === 'VMBUS_REOFFER' && (event.same || context.moves.includes('M36')),
    launches: ({ context, event }) =>
      event.type === 'LAUNCH' && (event.paravisor === 'genuine' || context.moves.includes('M34')),
    readsKey: ({ context, event }) => event.type === 'READ_KEY' && context.moves.includes(event.move),
    resets: ({ context, event }) =>
      event.type === 'RESET_QUEUE' && (event.key === 'erased' || context.moves.includes('M33')),
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
        SWAP_ID: { guard: { type: 'can', params: 'M01' }, target: 'hostile' },
        SKIP_GATE: { guard: { type: 'can', params: 'M30' }, target: 'hostile' },
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
        VMBUS_ONOFFER: { guard: 'offers', target: 'hostile' },
        VMBUS_RELAYED_OFFER: { guard: 'offers', target: 'hostile' },
        VMBUS_REOFFER: { guard: 'reoffers', target: 'hostile' },
        VMBUS_UNTRUSTED_CLOSE: { guard: { type: 'can', params: 'M37' }, target: 'hostile' },
        HOST_MOVES_BUFFER: { guard: { type: 'can', params: 'M26' }, target: 'hostile' },
        RING_PACKET_CHANGED: { guard: { type: 'can', params: 'M38' }, target: 'hostile' },
        LAUNCH: { guard: 'launches', target: 'hostile' },
        LISTENER_FAILS: { guard: { type: 'can', params: 'M39' }, target: 'hostile' },
        REMAP_BAR: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
        REMAP_MMIO: { guard: { type: 'can', params: 'M29' }, target: 'hostile' },
        OFFER_LESS: { guard: { type: 'can', params: 'M32' }, target: 'hostile' },
        OVERWRITE_KEY: { guard: { type: 'can', params: 'M32' }, target: 'hostile' },
        READ_KEY: { guard: 'readsKey', target: 'hostile' },
        RESET_QUEUE: { guard: 'resets', target: 'hostile' },
        HOST_READ_QUEUE: { guard: { type: 'can', params: 'M10' }, target: 'hostile' },
        REPLAY: { guard: { type: 'can', params: 'M20' }, target: 'hostile' },
        CONVENTIONAL_RESET: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
        SPDM_SESSION_END: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
        IDE_STREAM_INSECURE: { guard: { type: 'can', params: 'M28' }, target: 'hostile' },
      },
    },
  },
});
