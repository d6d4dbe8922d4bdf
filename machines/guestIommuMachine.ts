import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** The IOMMU as the guest was told of it. */
export interface GuestIommuInput {
  /** Which IOMMU the description of the system names for the device. Default virtio. */
  readonly described?: 'virtio' | 'smmu';
  /** Rule: at most one mapping at a time ("just accepts one buffer"). Default false. */
  readonly acceptsOne?: boolean;
}

/**
 * The side of an IOMMU that the guest talks to: which one it believes is in front of the device, and how many
 * mappings that one takes.
 *
 * Source: M. S. Tsirkin, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on a simple mode; virtio 1.4 "IOMMU device", PROBE;
 * ACPI VIOT and IORT, which name the IOMMU of a device.
 * Left out: attaching and detaching; domains that several devices share.
 */
export const guestIommuMachine = setup({
  types: {} as {
    context: Required<GuestIommuInput> & { readonly mapped: number | null };
    events: DmaEvent;
    input: GuestIommuInput | undefined;
  },
  guards: {
    takes: ({ context, event }) =>
      event.type === 'EXPOSE' &&
      event.iommu === context.described &&
      (!context.acceptsOne || context.mapped === null),
  },
  actions: {
    map: assign(({ context, event }) =>
      event.type === 'EXPOSE' && context.acceptsOne ? { mapped: event.page } : {},
    ),
    unmap: assign(({ context, event }) =>
      event.type === 'FLUSH' && event.page === context.mapped ? { mapped: null } : {},
    ),
  },
}).createMachine({
  id: 'guestIommu',
  context: ({ input }) => ({
    described: input?.described ?? 'virtio',
    acceptsOne: input?.acceptsOne ?? false,
    mapped: null,
  }),
  initial: 'attached',
  states: {
    attached: {
      on: { EXPOSE: { guard: 'takes', actions: 'map' }, FLUSH: { actions: 'unmap' } },
    },
  },
});
