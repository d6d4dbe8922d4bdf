import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Whom the guest believes, and when. */
export interface ParavisorInput {
  /** Rule: nothing secret is sent before somebody outside has judged the launch. Default true. */
  readonly attestsFirst?: boolean;
  /** Whether the launch measurement covers the paravisor, and not the guest alone. Default true. */
  readonly measured?: boolean;
}

/**
 * Who serves the devices that are called confidential: the paravisor that the guest's owner asked for, or
 * something that the host has put in its place. That the bus is confidential the guest knows only from who
 * serves it, so that before attestation it knows nothing.
 *
 * Source: D. Williams, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025 ("launch state of the
 * CVM + paravisor"); Linux 7.3 Documentation/virt/hyperv/coco.rst.
 * Left out: what attestation is made of; a paravisor that is replaced later on.
 */
export const paravisorMachine = setup({
  types: {} as {
    context: Required<ParavisorInput> & {
      readonly server: 'none' | 'genuine' | 'impostor';
      readonly attested: boolean;
    };
    events: DmaEvent;
    input: ParavisorInput | undefined;
  },
  guards: {
    // A measurement that does not cover the paravisor says of every guest that it is the right one.
    asMeasured: ({ context, event }) =>
      event.type === 'ATTEST' &&
      event.result === (context.measured ? context.server : 'genuine') &&
      !context.attested,
    maySend: ({ context }) => context.attested || !context.attestsFirst,
  },
  actions: {
    launch: assign(({ event }) => (event.type === 'LAUNCH' ? { server: event.paravisor } : {})),
    judge: assign(({ event }) => ({ attested: event.type === 'ATTEST' && event.result === 'genuine' })),
    pass: () => {},
  },
}).createMachine({
  id: 'paravisor',
  context: ({ input }) => ({
    attestsFirst: true,
    measured: true,
    ...input,
    server: 'none',
    attested: false,
  }),
  initial: 'off',
  states: {
    off: { on: { LAUNCH: { target: 'running', actions: 'launch' } } },
    running: {
      on: {
        ATTEST: { guard: 'asMeasured', actions: 'judge' },
        SEND_SECRET: { guard: 'maySend', actions: 'pass' },
      },
    },
  },
});
