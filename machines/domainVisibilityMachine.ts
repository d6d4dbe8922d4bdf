import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Rules of one IOMMU domain. */
export interface DomainVisibilityInput {
  /** Rule: the domain takes only devices and mappings of one visibility. Default true. */
  readonly oneVisibility?: boolean;
}

/**
 * What is mapped in an IOMMU domain. domainDeviceMachine has the devices: both ends check, since either may
 * come first.
 *
 * Source: A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024: "each IOMMUFD instance in the VM is either
 * all private mappings or all shared".
 * Left out: addresses; nested tables (ioPteMachine has the guest's own).
 */
export const domainVisibilityMachine = setup({
  types: {} as {
    context: Required<DomainVisibilityInput> & {
      readonly privateMapped: boolean;
      readonly sharedMapped: boolean;
    };
    events: DmaEvent;
    input: DomainVisibilityInput | undefined;
  },
  guards: {
    suits: ({ context, event }) => {
      if (event.type !== 'ATTACH_DEVICE' && event.type !== 'DOMAIN_MAP') return false;
      const wanted = event.type === 'ATTACH_DEVICE' ? event.needs : event.memory;
      const others = wanted === 'private' ? context.sharedMapped : context.privateMapped;
      return !context.oneVisibility || !others;
    },
    mapped: ({ context, event }) =>
      'memory' in event && (event.memory === 'private' ? context.privateMapped : context.sharedMapped),
  },
  actions: {
    map: assign(({ event }) =>
      event.type === 'DOMAIN_MAP'
        ? event.memory === 'private'
          ? { privateMapped: true }
          : { sharedMapped: true }
        : {},
    ),
    unmap: assign(({ event }) =>
      event.type === 'DOMAIN_UNMAP'
        ? event.memory === 'private'
          ? { privateMapped: false }
          : { sharedMapped: false }
        : {},
    ),
    pass: () => {},
  },
}).createMachine({
  id: 'domainVisibility',
  context: ({ input }) => ({
    oneVisibility: true,
    ...input,
    privateMapped: false,
    sharedMapped: false,
  }),
  initial: 'present',
  states: {
    present: {
      on: {
        ATTACH_DEVICE: { guard: 'suits', actions: 'pass' },
        DOMAIN_MAP: { guard: 'suits', actions: 'map' },
        DOMAIN_UNMAP: { guard: 'mapped', actions: 'unmap' },
        DOMAIN_ACCESS: { guard: 'mapped', actions: 'pass' },
      },
    },
  },
});
