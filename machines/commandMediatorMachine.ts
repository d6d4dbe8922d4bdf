import { and, assign, not, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Who stands between an unmodified driver and the Command register of a locked TDI. */
export interface CommandMediatorInput {
  /** `ovmf`: firmware locks at boot and QEMU holds writes back. `svsm`: the SVSM traps them, always. Default svsm. */
  readonly mediator?: 'ovmf' | 'svsm';
  /** Rule: what was held back is applied before the device is used. QEMU need not keep to it. Default true. */
  readonly appliesBeforeUse?: boolean;
}

/**
 * A device that firmware has locked before an unmodified driver comes, and the Command register writes of that
 * driver, which would take the TDI to ERROR. `held` are the bits that the driver has set. A device that is reset or
 * plugged in with the guest running is locked only if the mediator is still there; the driver uses it as it is.
 *
 * Source: A. Kardashevskiy and D. Williams, "Secure VFIO, TDISP, SEV TIO", Aug 2024 ("tweak OVMF to make necessary
 * calls to the PSP and hack QEMU to postpone the command register updates"; "I don't see how OVMF helps when devices
 * might be virtually hotplugged or reset").
 * Left out: other registers; a driver that clears bits; what comes of writes without a mediator (tdiMachine and
 * pciDriverMachine have it).
 */
export const commandMediatorMachine = setup({
  types: {} as {
    context: Required<CommandMediatorInput> & {
      /** A mediator has seen this device coming. */
      readonly mediated: boolean;
      readonly held: 'none' | 'MSE' | 'both';
      readonly register: 'none' | 'both';
    };
    events: DmaEvent;
    input: CommandMediatorInput | undefined;
  },
  guards: {
    mayLock: ({ context }) => context.mediated,
    follows: ({ context, event }) =>
      event.type === 'ENABLE_WRITE' && context.held === (event.bit === 'MSE' ? 'none' : 'MSE'),
    complete: ({ context }) => context.held === 'both' && context.register === 'none',
    usable: ({ context }) =>
      context.held === 'both' && (context.register === 'both' || !context.appliesBeforeUse),
    enabled: ({ context }) => context.held === 'both',
  },
  actions: {
    hold: assign(({ event }) =>
      event.type === 'ENABLE_WRITE'
        ? { held: event.bit === 'MSE' ? ('MSE' as const) : ('both' as const) }
        : {},
    ),
    apply: assign({ register: 'both' }),
    replace: assign(({ context }) => ({
      mediated: context.mediator === 'svsm',
      held: 'none' as const,
      register: 'none' as const,
    })),
    write: assign(({ event }) =>
      event.type === 'ENABLE_WRITE' && event.bit === 'BME'
        ? { held: 'both' as const, register: 'both' as const }
        : { held: 'MSE' as const },
    ),
    pass: () => {},
  },
}).createMachine({
  id: 'commandMediator',
  context: ({ input }) => ({
    mediator: 'svsm',
    appliesBeforeUse: true,
    ...input,
    mediated: true,
    held: 'none',
    register: 'none',
  }),
  initial: 'unlocked',
  on: { HOTPLUG: { target: '.unlocked', actions: 'replace' } },
  states: {
    unlocked: {
      on: {
        FIRMWARE_LOCK: { guard: 'mayLock', target: 'locked' },
        ENABLE_WRITE: { guard: and([not('mayLock'), 'follows']), actions: 'write' },
        FIRST_USE: { guard: 'enabled', actions: 'pass' },
      },
    },
    locked: {
      on: {
        ENABLE_WRITE: { guard: 'follows', actions: 'hold' },
        APPLY_WRITES: { guard: 'complete', actions: 'apply' },
        FIRST_USE: { guard: 'usable', actions: 'pass' },
      },
    },
  },
});
