import { assign, setup } from 'xstate';
import type { Direction, DmaEvent, Visibility } from './alphabet.ts';

/** Parameters of a DMA mapping. */
export interface MappingInput {
  /** Rule: a device does not become private while the mapping is live. Default true. */
  readonly refusesAccept?: boolean;
  /** Rule: a driver unmaps only what the device has completed. Default true. */
  readonly unmapsCompletedOnly?: boolean;
}

/** What a mapping remembers while it is live. */
export interface Live {
  readonly device: number | null;
  readonly page: number | null;
  readonly slot: number | null;
  readonly pool: number | null;
  readonly dir: Direction | null;
  /** Which half of the address space the DMA address names. */
  readonly address: Visibility | null;
  /** The device has said that it is done. */
  readonly completed: boolean;
  /** The device has written through this mapping. */
  readonly written: boolean;
}

const none: Live = {
  device: null,
  page: null,
  slot: null,
  pool: null,
  dir: null,
  address: null,
  completed: false,
  written: false,
};

/**
 * One streaming mapping of the DMA API: idle, direct, bounced, or `received` (unmapped, and what arrived
 * is still to be used). A correct driver unmaps after completion and before it goes away. The mapping is
 * bookkeeping of the guest: it stops no device from doing anything.
 *
 * Source: Linux 6.12 Documentation/core-api/dma-api.rst; kernel/dma/debug.c check D19 (driver gone with
 * live mappings).
 * Left out: scatter lists, coherent memory, several live mappings of one page, failed maps that a driver
 * does not check.
 */
export const mappingMachine = setup({
  types: {} as { context: Required<MappingInput> & Live; events: DmaEvent; input: MappingInput | undefined },
  guards: {
    sameDevice: ({ context, event }) => 'device' in event && event.device === context.device,
    otherDevice: ({ context, event }) => 'device' in event && event.device !== context.device,
    acceptable: ({ context, event }) =>
      !context.refusesAccept || ('device' in event && event.device !== context.device),
    unmapsDirect: ({ context, event }) =>
      event.type === 'UNMAP_DIRECT' &&
      over(context) &&
      event.device === context.device &&
      event.page === context.page,
    unmapsBounced: ({ context, event }) =>
      event.type === 'UNMAP_BOUNCED' &&
      over(context) &&
      event.device === context.device &&
      event.page === context.page &&
      event.slot === context.slot &&
      event.dir === context.dir,
    synced: ({ context, event }) =>
      event.type === 'SYNC_FOR_DEVICE' &&
      event.page === context.page &&
      event.slot === context.slot &&
      context.dir !== 'FROM_DEVICE',
    received: ({ context, event }) =>
      context.dir !== 'TO_DEVICE' &&
      over(context) &&
      'device' in event &&
      event.device === context.device &&
      'page' in event &&
      event.page === context.page &&
      (event.type === 'UNMAP_DIRECT' ||
        (event.type === 'UNMAP_BOUNCED' && event.slot === context.slot && event.dir === context.dir)),
    itsPage: ({ context, event }) => 'page' in event && event.page === context.page,
    writtenThrough: ({ context, event }) =>
      context.dir !== 'TO_DEVICE' &&
      ((event.type === 'DMA_WRITE' &&
        context.slot === null &&
        event.device === context.device &&
        event.page === context.page) ||
        (event.type === 'DMA_WRITE_SLOT' && event.device === context.device && event.slot === context.slot)),
  },
  actions: {
    mapDirect: assign(({ event }) =>
      event.type === 'MAP_DIRECT'
        ? { device: event.device, page: event.page, dir: event.dir, address: event.address }
        : {},
    ),
    mapBounced: assign(({ event }) =>
      event.type === 'MAP_BOUNCED'
        ? {
            device: event.device,
            page: event.page,
            slot: event.slot,
            pool: event.pool,
            dir: event.dir,
            address: event.memory,
          }
        : {},
    ),
    complete: assign({ completed: true }),
    write: assign({ written: true }),
    forget: assign(none),
    keepReceived: assign(({ context }) => ({ ...none, page: context.page, written: context.written })),
  },
}).createMachine({
  id: 'mapping',
  context: ({ input }) => ({ refusesAccept: true, unmapsCompletedOnly: true, ...input, ...none }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        MAP_DIRECT: { target: 'direct', actions: 'mapDirect' },
        MAP_BOUNCED: { target: 'bounced', actions: 'mapBounced' },
        ACCEPT: { target: 'idle' },
        UNBIND_DRIVER: { target: 'idle' },
        DMA_WRITE: { target: 'idle' },
        DMA_WRITE_SLOT: { target: 'idle' },
      },
    },
    direct: {
      on: {
        UNMAP_DIRECT: [
          { guard: 'received', target: 'received', actions: 'keepReceived' },
          { guard: 'unmapsDirect', target: 'idle', actions: 'forget' },
        ],
        COMPLETE: { guard: 'sameDevice', actions: 'complete' },
        ACCEPT: { guard: 'acceptable', target: 'direct' },
        UNBIND_DRIVER: { guard: 'otherDevice', target: 'direct' },
        DMA_WRITE: [{ guard: 'writtenThrough', actions: 'write' }, { target: 'direct' }],
        DMA_WRITE_SLOT: { target: 'direct' },
      },
    },
    bounced: {
      on: {
        UNMAP_BOUNCED: [
          { guard: 'received', target: 'received', actions: 'keepReceived' },
          { guard: 'unmapsBounced', target: 'idle', actions: 'forget' },
        ],
        SYNC_FOR_DEVICE: { guard: 'synced', target: 'bounced' },
        COMPLETE: { guard: 'sameDevice', actions: 'complete' },
        ACCEPT: { guard: 'acceptable', target: 'bounced' },
        UNBIND_DRIVER: { guard: 'otherDevice', target: 'bounced' },
        DMA_WRITE: { target: 'bounced' },
        DMA_WRITE_SLOT: [{ guard: 'writtenThrough', actions: 'write' }, { target: 'bounced' }],
      },
    },
    received: {
      on: {
        CONSUME: { guard: 'itsPage', target: 'idle', actions: 'forget' },
        ACCEPT: { target: 'received' },
        UNBIND_DRIVER: { target: 'received' },
        DMA_WRITE: { target: 'received' },
        DMA_WRITE_SLOT: { target: 'received' },
      },
    },
  },
});

/** Whether a correct driver may unmap. */
function over({
  completed,
  unmapsCompletedOnly,
}: {
  completed: boolean;
  unmapsCompletedOnly: boolean;
}): boolean {
  return completed || !unmapsCompletedOnly;
}
