import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** What userspace does about a device that may bounce what it should not. */
export interface UserspacePolicyInput {
  /** Rule: no driver is bound before userspace allows it. Default true. */
  readonly gatesDriver?: boolean;
  /** Rule: that goes for drivers that the kernel loads by itself too. Default true. */
  readonly gatesAutoprobe?: boolean;
  /** Rule: secrets are released only once the device is private. Default true. */
  readonly gatesSecrets?: boolean;
  /** Rule: pages with secrets in them are kept from bouncing, whatever the DMA layer wants. Default false. */
  readonly marksPages?: boolean;
}

/**
 * Userspace's policy about one device. A shared device bounces; a private one only if the host has booted the
 * guest with swiotlb=force. Once secrets are in the guest, a driver cannot tell which of its pages hold some.
 *
 * Source: D. Williams, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025: "a userspace responsibility to
 * either not load the driver, not release secrets to this CVM, or otherwise make sure the device is only ever bounce
 * buffering private memory that does not contain secrets"; R. Murphy on swiotlb=force; "PCI/TSM: TEE I/O" RFC v2
 * (module autoload policy).
 * Left out: that a released secret can be taken back; a command line that is attested.
 */
export const userspacePolicyMachine = setup({
  types: {} as {
    context: Required<UserspacePolicyInput> & {
      readonly allowed: boolean;
      readonly bound: boolean;
      readonly released: boolean;
      readonly forced: boolean;
    };
    events: DmaEvent;
    input: UserspacePolicyInput | undefined;
  },
  guards: {
    notAllowed: ({ context }) => !context.allowed,
    mayBind: ({ context }) => !context.bound && (context.allowed || !context.gatesDriver),
    mayProbe: ({ context }) => !context.bound && (context.allowed || !context.gatesAutoprobe),
    bound: ({ context }) => context.bound,
    detached: ({ context }) => !context.bound,
    withheld: ({ context }) => !context.released,
    mayRelease: ({ context }) => !context.released && !context.gatesSecrets,
    bounces: ({ context, event }) =>
      event.type === 'BOUNCE_PAGE' &&
      context.bound &&
      (event.content === 'public' || (context.released && !context.marksPages)),
    bouncesForced: ({ context, event }) =>
      event.type === 'BOUNCE_PAGE' &&
      context.bound &&
      context.forced &&
      (event.content === 'public' || (context.released && !context.marksPages)),
  },
  actions: {
    allow: assign({ allowed: true }),
    bind: assign({ bound: true }),
    unbind: assign({ bound: false }),
    release: assign({ released: true }),
    force: assign({ forced: true }),
    pass: () => {},
  },
}).createMachine({
  id: 'userspacePolicy',
  context: ({ input }) => ({
    gatesDriver: true,
    gatesAutoprobe: true,
    gatesSecrets: true,
    marksPages: false,
    ...input,
    allowed: false,
    bound: false,
    released: false,
    forced: false,
  }),
  initial: 'shared',
  on: {
    ALLOW_DRIVER: { guard: 'notAllowed', actions: 'allow' },
    BIND_DRIVER: { guard: 'mayBind', actions: 'bind' },
    AUTOPROBE: { guard: 'mayProbe', actions: 'bind' },
    UNBIND_DRIVER: { guard: 'bound', actions: 'unbind' },
  },
  states: {
    shared: {
      on: {
        // The command line is read once, at boot; here that is before anything depends on it.
        FORCE_SWIOTLB: { guard: 'detached', actions: 'force' },
        ACCEPT: { guard: 'detached', target: 'private' },
        RELEASE_SECRETS: { guard: 'mayRelease', actions: 'release' },
        BOUNCE_PAGE: { guard: 'bounces', actions: 'pass' },
      },
    },
    private: {
      on: {
        RELEASE_SECRETS: { guard: 'withheld', actions: 'release' },
        BOUNCE_PAGE: { guard: 'bouncesForced', actions: 'pass' },
      },
    },
  },
});
