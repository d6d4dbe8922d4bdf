import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';
import type { View } from './assuranceEvents.ts';

/** Where each layer looks to learn whether a device is private. */
export interface TrustInput {
  /** Whom the bounce decision asks; `guest`: nobody, the decision is made once for the whole guest. Default tsm. */
  readonly bounceAsks?: View | 'guest';
  /** Whom the encoding of a DMA address asks. Default tsm. */
  readonly encodingAsks?: View;
}

/**
 * What the layers of the kernel take one device for. `tsm` is the state of the TSM connection; `pciCore` is the
 * copy that others have of it, which is late until it is told.
 *
 * Source: D. Williams and A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024 ("Is that not indicated by
 * guest-side TSM connection state?"); R. Murphy, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025 ("more
 * than one notion of whether a device is in a trusted/locked/private state").
 * Left out: the IOMMU's mode (domainVisibilityMachine); drivers; the reasons to bounce a private device.
 */
export const trustMachine = setup({
  types: {} as {
    context: Required<TrustInput> & { readonly tsm: boolean; readonly pciCore: boolean };
    events: DmaEvent;
    input: TrustInput | undefined;
  },
  guards: {
    shared: ({ context }) => !context.tsm,
    private: ({ context }) => context.tsm,
    late: ({ context }) => context.tsm !== context.pciCore,
    asTaken: ({ context, event }) =>
      event.type === 'MAP_BY_TRUST' &&
      (context.bounceAsks === 'guest' || (event.way === 'direct') === context[context.bounceAsks]) &&
      (event.way === 'bounced'
        ? event.address === 'shared'
        : event.address === (context[context.encodingAsks] ? 'private' : 'shared')),
  },
  actions: {
    accept: assign({ tsm: true }),
    lose: assign({ tsm: false }),
    tell: assign(({ context }) => ({ pciCore: context.tsm })),
    pass: () => {},
  },
}).createMachine({
  id: 'trust',
  context: ({ input }) => ({
    bounceAsks: 'tsm',
    encodingAsks: 'tsm',
    ...input,
    tsm: false,
    pciCore: false,
  }),
  initial: 'known',
  states: {
    known: {
      on: {
        ACCEPT: { guard: 'shared', actions: 'accept' },
        UNLOCK: { guard: 'private', actions: 'lose' },
        SEE_ERROR: { guard: 'private', actions: 'lose' },
        TELL_PCI_CORE: { guard: 'late', actions: 'tell' },
        MAP_BY_TRUST: { guard: 'asTaken', actions: 'pass' },
      },
    },
  },
});
