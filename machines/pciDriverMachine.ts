import { and, assign, not, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How a driver switches its function on and off. */
export interface PciDriverInput {
  /**
   * `split`: pci_enable_device sets Memory Space Enable, pci_set_master then Bus Master Enable, each by
   * reading the Command register and writing it back. `coalesced`: one write of both, as proposed.
   */
  readonly enable: 'split' | 'coalesced';
  /** Whether the driver switches bus mastering off when it is unbound (pci_disable_device). Default true. */
  readonly clearsBme?: boolean;
}

/**
 * A PCI driver of the guest, as far as it writes the Command register: enabling when it is bound, disabling
 * when it is unbound. A write happens only where it would change the register as the driver has read it.
 * Between its steps the device lock is held, so the guest neither locks, accepts, unlocks nor resets the device then.
 *
 * Source: Linux 7.3 drivers/pci/pci.c pci_enable_resources, __pci_set_master, do_pci_disable_device;
 * drivers/base/dd.c device_driver_attach for the lock. Coalesced: Dan Williams in the seed thread on
 * TDISP, pci_enable(pdev, PCI_ENABLE_TARGET | PCI_ENABLE_INITIATOR).
 * Left out: I/O space; several users of one enable count; drivers that call neither; writes of the PCI core
 * for other reasons (BAR updates, resets, kexec).
 */
export const pciDriverMachine = setup({
  types: {} as {
    context: Required<PciDriverInput> & {
      /** The other bit as read, to be written back unchanged; 0 when no write is pending. */
      readonly kept: 0 | 1;
    };
    events: DmaEvent;
    input: PciDriverInput;
  },
  guards: {
    coalesces: ({ context }) => context.enable === 'coalesced',
    clearsBme: ({ context }) => context.clearsBme,
    bmeSet: ({ event }) => event.type === 'READ_COMMAND' && event.bme === 1,
    mseSet: ({ event }) => event.type === 'READ_COMMAND' && event.mse === 1,
    byHost: ({ event }) => 'writer' in event && event.writer === 'host',
    setsMse: ({ context, event }) =>
      event.type === 'WRITE_COMMAND' &&
      event.writer === 'guest' &&
      event.mse === 1 &&
      event.bme === context.kept,
    setsBme: ({ context, event }) =>
      event.type === 'WRITE_COMMAND' &&
      event.writer === 'guest' &&
      event.bme === 1 &&
      event.mse === context.kept,
    setsBoth: ({ event }) =>
      event.type === 'WRITE_COMMAND' && event.writer === 'guest' && event.bme === 1 && event.mse === 1,
    clearsBmeOnly: ({ context, event }) =>
      event.type === 'WRITE_COMMAND' &&
      event.writer === 'guest' &&
      event.bme === 0 &&
      event.mse === context.kept,
  },
  actions: {
    ignore: () => {},
    keepBme: assign(({ event }) => (event.type === 'READ_COMMAND' ? { kept: event.bme } : {})),
    keepMse: assign(({ event }) => (event.type === 'READ_COMMAND' ? { kept: event.mse } : {})),
    written: assign({ kept: 0 }),
  },
}).createMachine({
  id: 'pciDriver',
  context: ({ input }) => ({ clearsBme: true, ...input, kept: 0 }),
  initial: 'unbound',
  on: {
    WRITE_COMMAND: { guard: 'byHost', actions: 'ignore' },
    FUNCTION_LEVEL_RESET: { guard: 'byHost', actions: 'ignore' },
  },
  states: {
    unbound: {
      on: {
        BIND_DRIVER: [{ guard: 'coalesces', target: 'enabling' }, { target: 'enablingMemory' }],
        AUTOPROBE: [{ guard: 'coalesces', target: 'enabling' }, { target: 'enablingMemory' }],
        FUNCTION_LEVEL_RESET: { actions: 'ignore' },
        LOCK: { actions: 'ignore' },
        ACCEPT: { actions: 'ignore' },
        UNLOCK: { actions: 'ignore' },
      },
    },
    enabling: {
      on: {
        READ_COMMAND: [{ guard: and(['mseSet', 'bmeSet']), target: 'enabled' }, { target: 'writingBoth' }],
      },
    },
    writingBoth: { on: { WRITE_COMMAND: { guard: 'setsBoth', target: 'enabled' } } },
    enablingMemory: {
      on: {
        READ_COMMAND: [
          { guard: 'mseSet', target: 'enablingMaster' },
          { target: 'writingMemory', actions: 'keepBme' },
        ],
      },
    },
    writingMemory: {
      on: { WRITE_COMMAND: { guard: 'setsMse', target: 'enablingMaster', actions: 'written' } },
    },
    enablingMaster: {
      on: {
        READ_COMMAND: [
          { guard: 'bmeSet', target: 'enabled' },
          { target: 'writingMaster', actions: 'keepMse' },
        ],
      },
    },
    writingMaster: { on: { WRITE_COMMAND: { guard: 'setsBme', target: 'enabled', actions: 'written' } } },
    enabled: {
      on: {
        UNBIND_DRIVER: [{ guard: 'clearsBme', target: 'disabling' }, { target: 'unbound' }],
        FUNCTION_LEVEL_RESET: { actions: 'ignore' },
        LOCK: { actions: 'ignore' },
        ACCEPT: { actions: 'ignore' },
        UNLOCK: { actions: 'ignore' },
      },
    },
    disabling: {
      on: {
        READ_COMMAND: [
          { guard: not('bmeSet'), target: 'unbound' },
          { target: 'writingDisable', actions: 'keepMse' },
        ],
      },
    },
    writingDisable: {
      on: { WRITE_COMMAND: { guard: 'clearsBmeOnly', target: 'unbound', actions: 'written' } },
    },
  },
});
