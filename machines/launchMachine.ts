import { and, assign, setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** How QEMU brings a guest with an assigned device up. */
export interface LaunchInput {
  /** `launchPrivate`: the command line says that the device is private (x-tio=true). `bindCapable`: the guest decides. */
  readonly device?: 'launchPrivate' | 'bindCapable';
  /** Rule: private memory is pinned and mapped for the device only after the launch is finished. Default true. */
  readonly pinsAfterLaunch?: boolean;
  /** Rule: the device table entry is written anew before memory of another visibility is mapped. Default true. */
  readonly updatesDte?: boolean;
}

/**
 * The launch of an SNP guest with one page and one assigned device: what the device table entry says, what is
 * mapped behind it, and whether the page was measured before it could be reached.
 *
 * Source: A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024: realize writes the entry once and pins and
 * flips the page; LAUNCH UPDATE then finds it private, "=> error"; "decouple the pinning and the IOMMU/DTE setting".
 * D. Williams in reply: a device is "bind capable" and shared until the guest converts it.
 * Left out: pages that are never measured; unrealize; the TDI (tdiMachine has it).
 */
export const launchMachine = setup({
  types: {} as {
    context: Required<LaunchInput> & {
      readonly dte: 'none' | Visibility;
      readonly mapped: 'none' | Visibility;
      readonly pageIsPrivate: boolean;
      readonly measured: boolean;
      readonly mode: Visibility;
      /** The guest itself has asked for private operation. */
      readonly converted: boolean;
    };
    events: DmaEvent;
    input: LaunchInput | undefined;
  },
  guards: {
    pinsEarly: ({ context }) => !context.pinsAfterLaunch && context.mode === 'private',
    mayPin: ({ context }) =>
      context.mode === 'private' &&
      context.mapped === 'none' &&
      (context.dte === 'private' || !context.updatesDte),
    updates: ({ context, event }) =>
      event.type === 'LAUNCH_UPDATE' && event.result === 'measured' && !context.pageIsPrivate,
    fails: ({ context, event }) =>
      event.type === 'LAUNCH_UPDATE' &&
      event.result === 'error' &&
      context.pageIsPrivate &&
      !context.measured,
    measured: ({ context }) => context.measured,
    mayConvert: ({ context }) => context.device === 'bindCapable' && context.mode === 'shared',
    mayUpdateDte: ({ context }) =>
      context.updatesDte && context.mapped === 'none' && context.dte !== context.mode,
    reachesPrivate: ({ context }) => context.mapped === 'private' && context.dte === 'private',
  },
  actions: {
    realize: assign(({ context: { device } }) =>
      device === 'launchPrivate'
        ? { dte: 'private' as const, mode: 'private' as const }
        : { dte: 'shared' as const, mapped: 'shared' as const },
    ),
    pin: assign({ mapped: 'private', pageIsPrivate: true }),
    measure: assign({ measured: true, pageIsPrivate: true }),
    convert: assign({ mode: 'private', converted: true, mapped: 'none' }),
    setDte: assign(({ context }) => ({ dte: context.mode })),
    pass: () => {},
  },
}).createMachine({
  id: 'launch',
  context: ({ input }) => ({
    device: 'bindCapable',
    pinsAfterLaunch: true,
    updatesDte: true,
    ...input,
    dte: 'none',
    mapped: 'none',
    pageIsPrivate: false,
    measured: false,
    mode: 'shared',
    converted: false,
  }),
  initial: 'started',
  states: {
    started: { on: { REALIZE: { target: 'realized', actions: 'realize' } } },
    realized: {
      on: {
        PIN_PRIVATE: { guard: and(['pinsEarly', 'mayPin']), actions: 'pin' },
        LAUNCH_UPDATE: [
          { guard: 'updates', actions: 'measure' },
          { guard: 'fails', target: 'failed' },
        ],
        LAUNCH_FINISH: { guard: 'measured', target: 'running' },
        LAUNCH_DMA: { guard: 'reachesPrivate', actions: 'pass' },
      },
    },
    running: {
      on: {
        PIN_PRIVATE: { guard: 'mayPin', actions: 'pin' },
        CONVERT_DEVICE: { guard: 'mayConvert', actions: 'convert' },
        SET_DTE: { guard: 'mayUpdateDte', actions: 'setDte' },
        LAUNCH_DMA: { guard: 'reachesPrivate', actions: 'pass' },
      },
    },
    failed: {},
  },
});
