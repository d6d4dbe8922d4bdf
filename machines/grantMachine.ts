import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** What stands between the device or the VMM and one page, and whom it listens to. */
export interface GrantInput {
  /** The IOMMU in front of the device. Default virtio. */
  readonly iommu?: 'virtio' | 'smmu';
  /** Rule: only the guest's own requests open a page. An IOMMU of the VMM has no such rule. Default true. */
  readonly grantsOnlyForGuest?: boolean;
  /** Rule: what enforces the mapping learns of the guest's flush. Default true. */
  readonly flushVisible?: boolean;
  /** Rule: what is not mapped is blocked. An IOMMU in bypass lets all of it pass. Default true. */
  readonly blocksUnmapped?: boolean;
}

const comesTo = (outcome: 'done' | 'blocked', move: 'M21' | 'M40', event: DmaEvent): boolean =>
  (event.type === 'ACCESS_EXPOSED' || (event.type === 'ACCESS_OTHER' && event.move === move)) &&
  event.outcome === outcome;

/**
 * The mapping of one page as it is enforced: by the second stage behind an SMMU, by a virtio-iommu, or by a
 * trusted hypervisor that looks the guest's stage-1 tables up for the VMM. A cleared mapping stays in effect
 * until the flush is seen.
 *
 * Source: virtio 1.4 "IOMMU device", bypass and MAP/UNMAP; Arm SMMUv3 (IHI 0070) 3.17 TLB invalidation;
 * D. Woodhouse, RFC 0/3 of 2 Apr 2025, on IOTLB flushes that a trusted hypervisor cannot see.
 * Left out: read-only mappings; large pages; PASIDs; what stage 2 protects of other guests.
 */
export const grantMachine = setup({
  types: {} as { context: Required<GrantInput>; events: DmaEvent; input: GrantInput | undefined },
  guards: {
    itsOwn: ({ context, event }) => event.type === 'EXPOSE' && event.iommu === context.iommu,
    forgeable: ({ context }) => !context.grantsOnlyForGuest,
    sees: ({ context }) => context.flushVisible,
    passes: ({ event }, move: 'M21' | 'M40') => comesTo('done', move, event),
    decides: ({ context, event }) => comesTo(context.blocksUnmapped ? 'blocked' : 'done', 'M21', event),
  },
}).createMachine({
  id: 'grant',
  context: ({ input }) => ({
    iommu: input?.iommu ?? 'virtio',
    grantsOnlyForGuest: input?.grantsOnlyForGuest ?? true,
    flushVisible: input?.flushVisible ?? true,
    blocksUnmapped: input?.blocksUnmapped ?? true,
  }),
  initial: 'closed',
  states: {
    closed: {
      on: {
        EXPOSE: [{ guard: 'itsOwn', target: 'open' }, { target: 'closed' }],
        // A mapping in another IOMMU is not there to be cleared or flushed here.
        WITHDRAW: { target: 'closed' },
        FLUSH: { target: 'closed' },
        FORGE_GRANT: { guard: 'forgeable', target: 'open' },
        ACCESS_EXPOSED: { guard: 'decides', target: 'closed' },
        ACCESS_OTHER: { guard: 'decides', target: 'closed' },
      },
    },
    open: {
      on: {
        EXPOSE: { target: 'open' },
        WITHDRAW: 'cleared',
        FLUSH: { target: 'open' },
        ACCESS_EXPOSED: { guard: { type: 'passes', params: 'M21' }, target: 'open' },
        ACCESS_OTHER: { guard: { type: 'passes', params: 'M21' }, target: 'open' },
      },
    },
    cleared: {
      on: {
        EXPOSE: [{ guard: 'itsOwn', target: 'open' }, { target: 'cleared' }],
        FLUSH: [{ guard: 'sees', target: 'closed' }, { target: 'cleared' }],
        ACCESS_EXPOSED: { guard: { type: 'passes', params: 'M40' }, target: 'cleared' },
        ACCESS_OTHER: { guard: { type: 'passes', params: 'M40' }, target: 'cleared' },
      },
    },
  },
});
