import { domainDeviceMachine, domainVisibilityMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same where nothing but the mapping protects a page. */
export const mixedDomainUnchecked: Proposal = {
  systems: ['S50'],
  title: 'Mixed domain, IOMMU that does not know the owner of a page',
  argument: 'Whoever made the mapping has decided.',
  objection: 'A shared device reads private memory.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'mixedDomainUnchecked',
    moves,
    {
      domainVisibility: { machine: domainVisibilityMachine, input: { oneVisibility: false } },
      domainDevice: {
        machine: domainDeviceMachine,
        index: 'device',
        input: (index: number) => ({
          needs: index === 0 ? 'private' : 'shared',
          oneVisibility: false,
          checksOwner: false,
        }),
      },
    },
    { device: 2 },
  ),
  smallSizes: { device: 2 },
  pinned: { states: 16, transitions: 96 },
  stands: {
    noMixedInIommufd: { violated: 2 },
    sharedDeviceReadsNothingPrivate: { violated: 3 },
    mappedMemoryIsReachable: { violated: 3 },
  },
};
