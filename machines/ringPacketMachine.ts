import { and, assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How a driver reads packets. */
export interface RingPacketInput {
  /** Rule: a packet is copied to private memory, and the copy is validated and used. Default true. */
  readonly copies?: boolean;
  /** Whether the host can write the ring: not that of a confidential channel. Default true. */
  readonly writable?: boolean;
}

/**
 * One packet in a ring buffer. `asValidated` says whether what the guest acts on is what it has validated.
 *
 * Source: Linux 7.3 Documentation/virt/hyperv/vmbus.rst and coco.rst (packets are copied before they are
 * validated), drivers/hv/ring_buffer.c hv_pkt_iter_first; CVE-2023-53769.
 * Left out: lengths, indices and the ring's own header.
 */
export const ringPacketMachine = setup({
  types: {} as {
    context: Required<RingPacketInput> & { readonly asValidated: boolean };
    events: DmaEvent;
    input: RingPacketInput | undefined;
  },
  guards: {
    copies: ({ context }) => context.copies,
    inPlace: ({ context }) => !context.copies,
    writable: ({ context }) => context.writable,
  },
  actions: {
    validate: assign({ asValidated: true }),
    change: assign({ asValidated: false }),
    pass: () => {},
  },
}).createMachine({
  id: 'ringPacket',
  context: ({ input }) => ({ copies: true, writable: true, ...input, asValidated: false }),
  initial: 'none',
  states: {
    none: { on: { RING_PACKET: 'arrived' } },
    arrived: {
      on: {
        RING_PACKET_CHANGED: { guard: 'writable', actions: 'pass' },
        RING_PACKET_COPIED: { guard: 'copies', target: 'copied' },
        RING_PACKET_VALIDATED: { guard: 'inPlace', target: 'validated', actions: 'validate' },
      },
    },
    copied: {
      on: {
        RING_PACKET_CHANGED: { guard: 'writable', actions: 'pass' },
        RING_PACKET_VALIDATED: { target: 'validated', actions: 'validate' },
      },
    },
    validated: {
      on: {
        RING_PACKET_CHANGED: [
          { guard: and(['writable', 'inPlace']), actions: 'change' },
          { guard: 'writable', actions: 'pass' },
        ],
        RING_PACKET_USED: { target: 'none', actions: 'change' },
      },
    },
  },
});
