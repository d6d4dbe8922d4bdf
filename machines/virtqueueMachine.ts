import { and, assign, not, or, setup } from 'xstate';
import type { DmaEvent, EventNamed } from './alphabet.ts';

/** How a device behaves whose request was blocked. */
export interface VirtqueueInput {
  /**
   * What the device does about a request that the platform did not let it carry out: nothing that the guest
   * could see, as QEMU 7.2 does, or set DEVICE_NEEDS_RESET before it gives the request up. Default silent.
   */
  readonly onBlocked?: 'silent' | 'NEEDS_RESET';
}

type Range = EventNamed<'POST'>['range'];

/** What is in the queue. */
export interface VirtqueueContext extends Required<VirtqueueInput> {
  /** `live` from DRIVER_OK to reset. After a reset, until the next DRIVER_OK, any access is late. */
  readonly phase: 'off' | 'live' | 'reset';
  /** Where the buffer lies that the driver has exposed and not taken back. */
  readonly range: Range | null;
  /** What became of the device's access to it. */
  readonly outcome: 'none' | 'done' | 'blocked';
  /** Whether DEVICE_NEEDS_RESET is set. */
  readonly reported: boolean;
}

/** The adversary's move that an access would be, or `null` if it is the one that the driver asked for. */
function moveOf(
  { phase, range }: VirtqueueContext,
  outstanding: boolean,
  at: Range,
): 'M16' | 'M19' | 'M21' | null {
  if (phase === 'reset') return 'M19';
  if (at === 'ram' && range !== 'ram') return 'M21';
  return phase === 'live' && outstanding && at === range ? null : 'M16';
}

/**
 * A virtqueue with one request: posted by the driver, carried out by the device, reported as used, taken
 * back. A hostile device may also access memory at any other time and place, and that is not stopped here:
 * only the platform stops it.
 *
 * Source: virtio 1.4 "Split Virtqueues", "Virtqueue Operation", "Device Cleanup".
 * Left out: rings, which lie where the buffers lie (in Linux both bypass the pool together); several
 * requests; used lengths; notifications; exhaustion of the pool; virtqueue reset.
 */
export const virtqueueMachine = setup({
  types: {} as { context: VirtqueueContext; events: DmaEvent; input: VirtqueueInput | undefined },
  guards: {
    live: ({ context }) => context.phase === 'live',
    ofBuffer: ({ context, event }) => event.type === 'ACCESS' && event.range === context.range,
    done: ({ context }) => context.outcome === 'done',
    blocked: ({ context }) => context.outcome === 'blocked',
    silent: ({ context }) => context.onBlocked === 'silent',
    reported: ({ context }) => context.reported,
    stray: ({ context, event }, outstanding: boolean) =>
      event.type === 'STRAY_ACCESS' && event.move === moveOf(context, outstanding, event.range),
  },
  actions: {
    goLive: assign({ phase: 'live' }),
    stop: assign({ phase: 'reset', reported: false }),
    report: assign({ reported: true }),
    expose: assign(({ event }) => (event.type === 'POST' ? { range: event.range } : {})),
    access: assign(({ event }) => (event.type === 'ACCESS' ? { outcome: event.outcome } : {})),
    takeBack: assign({ range: null, outcome: 'none' }),
  },
}).createMachine({
  id: 'virtqueue',
  context: ({ input }) => ({
    onBlocked: input?.onBlocked ?? 'silent',
    phase: 'off',
    range: null,
    outcome: 'none',
    reported: false,
  }),
  initial: 'idle',
  on: {
    DRIVER_OK: { actions: 'goLive' },
    NEEDS_RESET: { actions: 'report' },
  },
  states: {
    idle: {
      on: {
        POST: { target: 'outstanding', actions: 'expose' },
        STRAY_ACCESS: { guard: { type: 'stray', params: false }, target: 'idle' },
        RESET: { actions: 'stop' },
        RESET_DONE: { target: 'idle' },
      },
    },
    outstanding: {
      on: {
        ACCESS: { guard: and(['live', 'ofBuffer']), actions: 'access' },
        STRAY_ACCESS: { guard: { type: 'stray', params: true }, target: 'outstanding' },
        USED: { guard: and(['live', 'done']), target: 'used' },
        FALSE_USED: { guard: and(['live', not('done')]), target: 'used' },
        REPORT_BLOCKED: { guard: and(['blocked', not('silent')]), actions: 'report' },
        DROP: { guard: and(['blocked', or(['silent', 'reported'])]), target: 'dropped' },
        RESET: { target: 'resetting', actions: 'stop' },
      },
    },
    used: {
      on: {
        RELEASE: { target: 'idle', actions: 'takeBack' },
        STRAY_ACCESS: { guard: { type: 'stray', params: false }, target: 'used' },
        RESET: { actions: 'stop' },
        RESET_DONE: 'quiet',
      },
    },
    dropped: {
      on: {
        STRAY_ACCESS: { guard: { type: 'stray', params: false }, target: 'dropped' },
        RESET: { target: 'resetting', actions: 'stop' },
      },
    },
    // The driver has written 0 and cannot know yet whether the device has stopped.
    resetting: {
      on: {
        RELEASE: { target: 'idle', actions: 'takeBack' },
        STRAY_ACCESS: { guard: { type: 'stray', params: false }, target: 'resetting' },
        RESET_DONE: 'quiet',
      },
    },
    quiet: {
      on: {
        RELEASE: { target: 'idle', actions: 'takeBack' },
        STRAY_ACCESS: { guard: { type: 'stray', params: false }, target: 'quiet' },
        RESET: { actions: 'stop' },
        RESET_DONE: { target: 'quiet' },
      },
    },
  },
});
