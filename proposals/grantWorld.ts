import type { Family } from '../composition/index.ts';
import {
  type GrantInput,
  type GuestIommuInput,
  type GuestPageInput,
  grantMachine,
  guestIommuMachine,
  guestPageMachine,
  type SnoopInput,
  snoopMachine,
} from '../machines/index.ts';

/** What a design says about pages that are let to a device by way of an IOMMU. */
export interface GrantDesign {
  readonly guestPage?: GuestPageInput;
  readonly guestIommu?: GuestIommuInput;
  readonly grant?: GrantInput;
}

/** Pages of a guest, the IOMMU that it programs, and what is enforced for each page. */
export const grantWorld = ({ guestPage, guestIommu, grant }: GrantDesign): Record<string, Family> => ({
  guestPage: { machine: guestPageMachine, index: 'page', input: guestPage },
  guestIommu: { machine: guestIommuMachine, input: guestIommu },
  grant: { machine: grantMachine, index: 'page', input: grant },
});

/** Pages of a guest, and a hypervisor that reads the virtqueue to learn which of them the VMM may have. */
export const snoopWorld = (snoop: SnoopInput): Record<string, Family> => ({
  // A buffer that was found used is the driver's at once: there is nothing to flush.
  guestPage: { machine: guestPageMachine, index: 'page', input: { strict: false } },
  snoop: { machine: snoopMachine, input: snoop },
});
