import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How the CPU maps a buffer in a BAR, and what the driver does about it. */
export interface BarBufferInput {
  /** Uncached, or write-back. Default uncached. */
  readonly cache?: 'uncached' | 'writeBack';
  /** Rule: the driver writes its cache back before it notifies. Default false. */
  readonly flushesBeforeNotify?: boolean;
}

/**
 * A bounce buffer in a BAR of the device, as the CPU writes it and as the device reads it.
 *
 * Source: M. S. Tsirkin on RFC PATCH 3/3, Apr 2025: a BAR is mapped uncached, and with write-back "there's really no
 * way to synchronize"; virtio 1.4 "Shared Memory Regions", which must not stream data.
 * Left out: how slow uncached access is (Z. Zhu: "10 times slower"); reads of the CPU, stale in the same way.
 */
export const barBufferMachine = setup({
  types: {} as {
    context: Required<BarBufferInput> & { readonly dirty: boolean };
    events: DmaEvent;
    input: BarBufferInput | undefined;
  },
  guards: {
    dirty: ({ context }) => context.dirty,
    ready: ({ context }) => !context.flushesBeforeNotify || !context.dirty,
    sees: ({ context, event }) =>
      event.type === 'BAR_READ' && event.bytes === (context.dirty ? 'old' : 'new'),
  },
  actions: {
    write: assign(({ context }) => ({ dirty: context.cache === 'writeBack' })),
    clean: assign({ dirty: false }),
  },
}).createMachine({
  id: 'barBuffer',
  context: ({ input }) => ({
    cache: input?.cache ?? 'uncached',
    flushesBeforeNotify: input?.flushesBeforeNotify ?? false,
    dirty: false,
  }),
  initial: 'idle',
  on: { BAR_EVICT: { guard: 'dirty', actions: 'clean' } },
  states: {
    idle: { on: { BAR_WRITE: { target: 'written', actions: 'write' } } },
    written: {
      on: {
        BAR_FLUSH: { guard: 'dirty', actions: 'clean' },
        BAR_NOTIFY: { guard: 'ready', target: 'notified' },
      },
    },
    notified: { on: { BAR_READ: { guard: 'sees', target: 'idle', actions: 'clean' } } },
  },
});
