import { setup } from 'xstate';
import type { DmaEvent, Visibility } from './alphabet.ts';

/** A device and the domain that it may be in. */
export interface DomainDeviceInput {
  /** Memory that the device works on: private if the guest has accepted it, shared otherwise. Default shared. */
  readonly needs?: Visibility;
  /** Rule: while the device is attached, nothing of another visibility is mapped. Default true. */
  readonly oneVisibility?: boolean;
  /** Hardware: the IOMMU looks the owner of a page up (RMP) before an access. Default true. */
  readonly checksOwner?: boolean;
}

/**
 * One device of an IOMMU domain. What its accesses come to is settled by what it may reach, and not by what is
 * mapped: requests of a shared device carry no T bit, those of a private one do and are taken for private.
 *
 * Source: A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024; PCIe r6.3 11.2.1 (the T bit).
 * Left out: what a private device gets for a shared page when nothing says so (the data is garbled).
 */
export const domainDeviceMachine = setup({
  types: {} as {
    context: Required<DomainDeviceInput>;
    events: DmaEvent;
    input: DomainDeviceInput | undefined;
  },
  guards: {
    itself: ({ context, event }) => event.type === 'ATTACH_DEVICE' && event.needs === context.needs,
    suits: ({ context, event }) =>
      event.type === 'DOMAIN_MAP' && (!context.oneVisibility || event.memory === context.needs),
    reaches: ({ context, event }) => {
      if (event.type !== 'DOMAIN_ACCESS') return false;
      const done = event.memory === context.needs || (context.needs === 'shared' && !context.checksOwner);
      return event.outcome === (done ? 'done' : 'blocked');
    },
  },
}).createMachine({
  id: 'domainDevice',
  context: ({ input }) => ({ needs: 'shared', oneVisibility: true, checksOwner: true, ...input }),
  initial: 'detached',
  states: {
    detached: {
      on: {
        ATTACH_DEVICE: { guard: 'itself', target: 'attached' },
        DOMAIN_MAP: { target: 'detached' },
      },
    },
    attached: {
      on: {
        DETACH_DEVICE: 'detached',
        DOMAIN_MAP: { guard: 'suits', target: 'attached' },
        DOMAIN_ACCESS: { guard: 'reaches', target: 'attached' },
      },
    },
  },
});
