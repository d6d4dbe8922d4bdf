import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** When an enlightened driver reads what it goes by. */
export interface InterfaceReportInput {
  /** Rule: a report is forgotten when the TDI is unlocked. Default true. */
  readonly forgetsReport?: boolean;
  /** Rule: the device is enabled only after the TSM has checked the mapping of its BAR. Default true. */
  readonly validatesMmio?: boolean;
}

/**
 * The interface report of one TDI, and the BAR that it describes: where the device decodes it (`bar`), and
 * whether the guest, at the address of the BAR, sees the device at all (`mmioIsBar`). The lock freezes the first,
 * the TSM's check the second.
 *
 * Source: A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024 ("enlightened device drivers which want to
 * examine the interface report before enabling the device"); PCIe r6.3 11.2.2, 11.3.11.
 * Left out: several ranges; a device that goes to ERROR (tdiMachine has it).
 */
export const interfaceReportMachine = setup({
  types: {} as {
    context: Required<InterfaceReportInput> & {
      readonly bar: 0 | 1;
      readonly report: 'none' | 0 | 1;
      readonly mmioIsBar: boolean;
      readonly validated: boolean;
      readonly enabled: boolean;
    };
    events: DmaEvent;
    input: InterfaceReportInput | undefined;
  },
  guards: {
    movable: ({ context }) => !context.validated,
    isBar: ({ context }) => context.mmioIsBar,
    mayEnable: ({ context }) =>
      context.report !== 'none' && !context.enabled && (context.validated || !context.validatesMmio),
  },
  actions: {
    move: assign(({ context }) => ({ bar: context.bar === 0 ? (1 as const) : (0 as const) })),
    remap: assign({ mmioIsBar: false }),
    read: assign(({ context }) => ({ report: context.bar })),
    validate: assign({ validated: true }),
    enable: assign({ enabled: true }),
    unlock: assign(({ context }) => ({
      validated: false,
      enabled: false,
      ...(context.forgetsReport ? { report: 'none' as const } : {}),
    })),
  },
}).createMachine({
  id: 'interfaceReport',
  context: ({ input }) => ({
    forgetsReport: true,
    validatesMmio: true,
    ...input,
    bar: 0,
    report: 'none',
    mmioIsBar: true,
    validated: false,
    enabled: false,
  }),
  initial: 'unlocked',
  on: { REMAP_MMIO: { guard: 'movable', actions: 'remap' } },
  states: {
    unlocked: {
      on: {
        REMAP_BAR: { actions: 'move' },
        LOCK: 'locked',
      },
    },
    locked: {
      on: {
        READ_REPORT: { actions: 'read' },
        VALIDATE_MMIO: { guard: 'isBar', actions: 'validate' },
        ENABLE_BY_REPORT: { guard: 'mayEnable', actions: 'enable' },
        UNLOCK: { target: 'unlocked', actions: 'unlock' },
      },
    },
  },
});
