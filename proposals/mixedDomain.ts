import { domainDeviceMachine, domainVisibilityMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Private and shared mappings and devices in one domain. */
export const mixedDomain: Proposal = {
  systems: ['S50'],
  title: 'Mixed domain, IOMMU that knows the owner of a page',
  argument: 'One domain for the guest, as ever.',
  objection:
    'What is mapped is not what is reachable: the device of the wrong kind is blocked, and nobody is told.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'mixedDomain',
    moves,
    {
      domainVisibility: { machine: domainVisibilityMachine, input: { oneVisibility: false } },
      domainDevice: {
        machine: domainDeviceMachine,
        index: 'device',
        input: (index: number) => ({
          needs: index === 0 ? 'private' : 'shared',
          oneVisibility: false,
          checksOwner: true,
        }),
      },
    },
    { device: 2 },
  ),
  smallSizes: { device: 2 },
  pinned: { states: 16, transitions: 96 },
  stands: {
    noMixedInIommufd: { violated: 2 },
    sharedDeviceReadsNothingPrivate: 'holds',
    mappedMemoryIsReachable: { violated: 3 },
  },
};
