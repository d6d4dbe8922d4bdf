import { assign, or, setup } from 'xstate';
import { claimsFor, defineEvents, type EventOf, type System } from '../../composition/index.ts';
import type { Rule } from '../../rules/index.ts';

const outcome = ['done', 'failed'] as const;
const alphabet = defineEvents({
  ALLOC: { by: 'guest', summary: 'the driver gets the buffer from the page allocator' },
  TO_SHARED: {
    by: 'host',
    values: { outcome },
    summary: 'set_memory_decrypted: the host converts, and reports it or an error',
  },
  STEP_FAILS: { by: 'host', summary: 'something that comes after the conversion fails' },
  IN_USE: { by: 'guest', summary: 'the buffer is set up and in use' },
  TEAR_DOWN: { by: 'guest', summary: 'whoever used the buffer is done with it' },
  TO_PRIVATE: {
    by: 'host',
    values: { outcome },
    summary: 'set_memory_encrypted: the host converts, or lets it fail',
  },
  FREE: { by: 'guest', summary: 'the driver gives the buffer back to the page allocator' },
  REUSE: { by: 'guest', summary: 'somebody else gets the memory, and writes a secret to it' },
});
type Event = EventOf<typeof alphabet>;

/** The memory: whether hardware lets the host reach it, and who has it. `reused` is with a secret in it. */
const page = setup({
  types: {} as { context: { readonly host: boolean }; events: Event },
  guards: {
    done: ({ event }) => 'outcome' in event && event.outcome === 'done',
  },
  actions: {
    // A conversion that is reported as failed may have been carried out all the same, and here it was.
    expose: assign({ host: true }),
    hide: assign({ host: false }),
  },
}).createMachine({
  id: 'page',
  context: { host: false },
  initial: 'free',
  states: {
    free: { on: { ALLOC: 'taken', REUSE: 'reused' } },
    taken: {
      on: {
        TO_SHARED: { actions: 'expose' },
        TO_PRIVATE: [{ guard: 'done', actions: 'hide' }, { target: 'taken' }],
        FREE: 'free',
      },
    },
    reused: {},
  },
});

/** Which rules its driver keeps. */
export interface BufferInput {
  /** A conversion to shared that failed: the buffer is never freed. */
  readonly leaksOnFailedSharing: boolean;
  /** What fails after the conversion has it undone before the buffer is freed. */
  readonly undoesLaterFailure: boolean;
  /** A conversion back that failed is remembered. */
  readonly tracksState: boolean;
  /** A buffer that is remembered as shared is not freed. */
  readonly freesIfPrivateOnly: boolean;
}

/** The driver of the buffer: what it does on which path, and what it believes. */
const buffer = setup({
  types: {} as {
    context: BufferInput & { readonly believedShared: boolean };
    events: Event;
    input: Partial<BufferInput> | undefined;
  },
  guards: {
    done: ({ event }) => 'outcome' in event && event.outcome === 'done',
    undoes: ({ context }) => context.undoesLaterFailure,
    freesFailedSharing: ({ context }) => !context.leaksOnFailedSharing,
    believedPrivate: ({ context }) => !context.believedShared,
    doesNotAsk: ({ context }) => !context.freesIfPrivateOnly,
  },
  actions: {
    believeShared: assign({ believedShared: true }),
    believePrivate: assign({ believedShared: false }),
    noteFailure: assign(({ context }) => ({ believedShared: context.tracksState })),
  },
}).createMachine({
  id: 'buffer',
  context: ({ input }) => ({
    leaksOnFailedSharing: true,
    undoesLaterFailure: true,
    tracksState: true,
    freesIfPrivateOnly: true,
    ...input,
    believedShared: false,
  }),
  initial: 'none',
  states: {
    none: { on: { ALLOC: 'sharing' } },
    sharing: {
      on: {
        TO_SHARED: [
          { guard: 'done', target: 'shared', actions: 'believeShared' },
          { target: 'sharingFailed' },
        ],
      },
    },
    sharingFailed: { on: { FREE: { guard: 'freesFailedSharing', target: 'none' } } },
    shared: {
      on: {
        STEP_FAILS: [{ guard: 'undoes', target: 'tornDown' }, { target: 'dropped' }],
        IN_USE: 'used',
      },
    },
    dropped: { on: { FREE: { target: 'none', actions: 'believePrivate' } } },
    used: { on: { TEAR_DOWN: 'tornDown' } },
    tornDown: {
      on: {
        TO_PRIVATE: [
          { guard: 'done', target: 'over', actions: 'believePrivate' },
          { target: 'over', actions: 'noteFailure' },
        ],
      },
    },
    over: {
      on: {
        FREE: { guard: or(['believedPrivate', 'doesNotAsk']), target: 'none', actions: 'believePrivate' },
      },
    },
  },
});

const { always } = claimsFor<{ page: typeof page }, typeof alphabet>();

const freeIsPrivate = always({
  name: 'freeIsPrivate',
  summary:
    'memory that somebody else got from the page allocator is private, so that the host reads no secret of it',
  source: 'CVE-2024-35939, CVE-2024-36909 to CVE-2024-36913',
  over: ['page'],
  applies: ({ page: { value } }) => value === 'reused',
  holds: ({ page: { context } }) => !context.host,
});

/** A buffer that its driver shares with the host, in the path that the bug is about. */
export const convertedBuffer = (name: string, narrowed: NonNullable<System['narrowed']> = {}): System => ({
  name,
  alphabet,
  families: { page: { machine: page }, buffer: { machine: buffer } },
  narrowed,
  claims: [freeIsPrivate],
});

const rule = (name: string, summary: string, source: string, off: Partial<BufferInput>): Rule => ({
  name,
  summary,
  source,
  machine: buffer,
  off: { ...off },
});

/** Rules of a driver that shares memory with the host. */
export const bufferRules = {
  leakOnFailedSharing: rule(
    'leakOnFailedSharing',
    'a buffer whose conversion to shared failed is never freed',
    'CVE-2024-35939; Linux 6.12 kernel/dma/direct.c dma_direct_alloc',
    { leaksOnFailedSharing: false },
  ),
  undoBeforeFree: rule(
    'undoBeforeFree',
    'whatever fails after the conversion has it undone before the buffer is freed',
    'Linux 5.8 kernel/dma/direct.c dma_direct_alloc_pages',
    { undoesLaterFailure: false },
  ),
  trackConversionState: rule(
    'trackConversionState',
    'a buffer counts as shared until its conversion back has succeeded',
    'CVE-2024-36912; Linux 6.9 drivers/hv/channel.c vmbus_teardown_gpadl',
    { tracksState: false },
  ),
  freeIfPrivateOnly: rule(
    'freeIfPrivateOnly',
    'a buffer that still counts as shared is leaked, not freed',
    'CVE-2024-36909, CVE-2024-36910, CVE-2024-36911, CVE-2024-36913, CVE-2024-57793',
    { freesIfPrivateOnly: false },
  ),
};
