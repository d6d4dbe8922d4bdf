import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Rules of a guest that has I/O page tables of its own. */
export interface IoPteInput {
  /** Rule: an entry gets the C-bit that its page has. Default true. */
  readonly followsPage?: boolean;
  /** Rule: a page is not converted while an entry names it. Default true. */
  readonly unmapsFirst?: boolean;
}

/**
 * A page and its entry in the guest's I/O page table, whose C-bit the IOMMU honours for each mapping. `c` is
 * that of the entry, null where there is none.
 *
 * Source: A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024: hardware-assisted vIOMMU, "the software
 * support is missing".
 * Left out: the IOTLB (an entry is gone when it is unmapped); pages that the host converts behind the guest.
 */
export const ioPteMachine = setup({
  types: {} as {
    context: Required<IoPteInput> & { readonly c: 0 | 1 | null };
    events: DmaEvent;
    input: IoPteInput | undefined;
  },
  guards: {
    maps: ({ context, event }, own: 0 | 1) =>
      event.type === 'IO_MAP' && context.c === null && (!context.followsPage || event.c === own),
    mapped: ({ context }) => context.c !== null,
    convertible: ({ context }) => context.c === null || !context.unmapsFirst,
    byEntry: ({ context, event }) => event.type === 'IOMMU_ACCESS' && event.c === context.c,
  },
  actions: {
    map: assign(({ event }) => (event.type === 'IO_MAP' ? { c: event.c } : {})),
    unmap: assign({ c: null }),
    pass: () => {},
  },
}).createMachine({
  id: 'ioPte',
  context: ({ input }) => ({ followsPage: true, unmapsFirst: true, ...input, c: null }),
  initial: 'private',
  on: {
    IO_UNMAP: { guard: 'mapped', actions: 'unmap' },
    IOMMU_ACCESS: { guard: 'byEntry', actions: 'pass' },
  },
  states: {
    private: {
      on: {
        IO_MAP: { guard: { type: 'maps', params: 1 }, actions: 'map' },
        PAGE_SHARED: { guard: 'convertible', target: 'shared' },
      },
    },
    shared: {
      on: {
        IO_MAP: { guard: { type: 'maps', params: 0 }, actions: 'map' },
        PAGE_PRIVATE: { guard: 'convertible', target: 'private' },
      },
    },
  },
});
