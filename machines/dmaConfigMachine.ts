import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** What the firmware says of a device, and which rules the guest has. */
export interface DmaConfigInput {
  /** Whether an IOMMU is described in front of the device. Default false. */
  readonly behindIommu?: boolean;
  /**
   * How a pool is described for it: by a reference, by a pool for whatever has nothing else
   * (`linux,dma-default`), or not at all. Default reference.
   */
  readonly pool?: 'reference' | 'catchAll' | 'none';
  /** Whether the guest understands that description (device tree, PRP0001, a native table). Default true. */
  readonly guestKnows?: boolean;
  /** Rule: a device behind an IOMMU is left to it. Default true. */
  readonly iommuFirst?: boolean;
  /** Rule: a device with neither IOMMU nor pool is not driven. Linux goes on with RAM. Default false. */
  readonly refusesWithout?: boolean;
}

/** What the firmware says of a device, and whether it still refers to the pool. */
export interface DmaConfigContext extends Required<DmaConfigInput> {
  readonly referred: boolean;
}

function wayOf({ behindIommu, pool, guestKnows, iommuFirst, refusesWithout, referred }: DmaConfigContext) {
  const usable = guestKnows && (pool === 'catchAll' || (pool === 'reference' && referred));
  if (behindIommu && (iommuFirst || !usable)) return 'iommu';
  if (usable) return 'pool';
  return refusesWithout ? 'refused' : 'direct';
}

/**
 * How the guest settles the DMA of one device from what the firmware says: IOMMU, bounce pool, or neither. Whether
 * the platform then lets a device that has neither reach anything is another matter.
 *
 * Source: Linux 7.3 drivers/of/device.c of_dma_configure_id (a pool only where no IOMMU was found); four-point plan
 * of D. Woodhouse and pools for all devices of C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025.
 * Left out: coherent-only pools; pools that fail to initialise (restrictedPoolMachine has them).
 */
export const dmaConfigMachine = setup({
  types: {} as { context: DmaConfigContext; events: DmaEvent; input: DmaConfigInput | undefined },
  guards: {
    referred: ({ context }) => context.referred && context.pool === 'reference',
    comesTo: ({ context, event }, way: string) =>
      event.type === 'CONFIGURE_DMA' && event.way === way && wayOf(context) === way,
  },
  actions: { drop: assign({ referred: false }) },
}).createMachine({
  id: 'dmaConfig',
  context: ({ input }) => ({
    behindIommu: input?.behindIommu ?? false,
    pool: input?.pool ?? 'reference',
    guestKnows: input?.guestKnows ?? true,
    iommuFirst: input?.iommuFirst ?? true,
    refusesWithout: input?.refusesWithout ?? false,
    referred: true,
  }),
  initial: 'described',
  states: {
    described: {
      on: {
        DROP_REFERENCE: { guard: 'referred', actions: 'drop' },
        CONFIGURE_DMA: [
          { guard: { type: 'comesTo', params: 'iommu' }, target: 'iommu' },
          { guard: { type: 'comesTo', params: 'pool' }, target: 'pool' },
          { guard: { type: 'comesTo', params: 'direct' }, target: 'direct' },
          { guard: { type: 'comesTo', params: 'refused' }, target: 'refused' },
        ],
      },
    },
    iommu: {},
    pool: {},
    direct: {},
    refused: {},
  },
});
