import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How a guest takes pages back. */
export interface GuestPageInput {
  /**
   * Rule: a page is the guest's again only once the mapping is flushed (`iommu.strict=1`). Without it the flush
   * comes later and the page is used at once (`iommu.strict=0`). Default true.
   */
  readonly strict?: boolean;
}

/**
 * One page as the guest sees it: its own, let to a device, on the way back, and taken back. What is in a page
 * that is not let to the device is private to the guest.
 *
 * Source: Linux 7.3 drivers/iommu/dma-iommu.c __iommu_dma_unmap, fq_flush_iotlb; Documentation/admin-guide
 * kernel-parameters.txt iommu.strict.
 * Left out: parts of a page; several mappings of a page.
 */
export const guestPageMachine = setup({
  types: {} as {
    context: Required<GuestPageInput>;
    events: DmaEvent;
    input: GuestPageInput | undefined;
  },
  guards: { strict: ({ context }) => context.strict },
}).createMachine({
  id: 'guestPage',
  context: ({ input }) => ({ strict: input?.strict ?? true }),
  initial: 'own',
  states: {
    own: { on: { EXPOSE: 'exposed', ACCESS_OTHER: { target: 'own' } } },
    exposed: {
      on: {
        WITHDRAW: [{ guard: 'strict', target: 'withdrawing' }, { target: 'takenBack' }],
        ACCESS_EXPOSED: { target: 'exposed' },
      },
    },
    withdrawing: { on: { FLUSH: 'takenBack', ACCESS_EXPOSED: { target: 'withdrawing' } } },
    takenBack: {
      on: { EXPOSE: 'exposed', FLUSH: { target: 'takenBack' }, ACCESS_OTHER: { target: 'takenBack' } },
    },
  },
});
