import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Where a page lies, and which pages may be converted. */
export interface VtomPageInput {
  /** The page is below the boundary that the IOMMU was given, and so private to it. Default true. */
  readonly belowIommu?: boolean;
  /** The page is below the guest's own boundary (VMSA VIRTUAL_TOM); `off`: the guest's page tables say it. Default off. */
  readonly belowVmsa?: boolean | 'off';
  /** Rule: shared memory comes from a pool above the boundary of the IOMMU, and no page is converted. Default true. */
  readonly fromPool?: boolean;
}

/**
 * A page beside a boundary of addresses: to whoever goes by a virtual top of memory, everything below is private
 * and everything above shared, whatever the guest has converted. At boot the page is what the IOMMU takes it for.
 *
 * Source: A. Kardashevskiy and D. Williams, "Secure VFIO, TDISP, SEV TIO", Aug 2024 (vTOM in the IOMMU, VIRTUAL_TOM
 * in the VMSA; conversions "at will" or from "a specific pool").
 * Left out: how the boundaries are set; that hardware knows the owner of a page besides.
 */
export const vtomPageMachine = setup({
  types: {} as {
    context: Required<VtomPageInput>;
    events: DmaEvent;
    input: VtomPageInput | undefined;
  },
  guards: {
    startsShared: ({ context }) => !context.belowIommu,
    atWill: ({ context }) => !context.fromPool,
    byBoundary: ({ context, event }) =>
      event.type === 'IOMMU_ACCESS' && event.c === (context.belowIommu ? 1 : 0),
  },
}).createMachine({
  id: 'vtomPage',
  context: ({ input }) => ({ belowIommu: true, belowVmsa: 'off', fromPool: true, ...input }),
  initial: 'added',
  states: {
    added: { always: [{ guard: 'startsShared', target: 'shared' }, { target: 'private' }] },
    private: {
      on: {
        PAGE_SHARED: { guard: 'atWill', target: 'shared' },
        IOMMU_ACCESS: { guard: 'byBoundary', target: 'private' },
      },
    },
    shared: {
      on: {
        PAGE_PRIVATE: { guard: 'atWill', target: 'private' },
        IOMMU_ACCESS: { guard: 'byBoundary', target: 'shared' },
      },
    },
  },
});
