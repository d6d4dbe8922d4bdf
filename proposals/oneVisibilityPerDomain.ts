import { domainDeviceMachine, domainVisibilityMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Each iommufd is all private or all shared. */
export const oneVisibilityPerDomain: Proposal = {
  systems: ['S50'],
  title: 'One visibility for each IOMMU domain',
  argument: 'One device table entry is enough for everything behind it.',
  objection: 'A guest with both kinds of devices needs a domain for each.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'oneVisibilityPerDomain',
    moves,
    {
      domainVisibility: { machine: domainVisibilityMachine, input: { oneVisibility: true } },
      domainDevice: {
        machine: domainDeviceMachine,
        index: 'device',
        input: (index: number) => ({
          needs: index === 0 ? 'private' : 'shared',
          oneVisibility: true,
          checksOwner: true,
        }),
      },
    },
    { device: 2 },
  ),
  smallSizes: { device: 2 },
  pinned: { states: 8, transitions: 26 },
  stands: {
    noMixedInIommufd: 'holds',
    sharedDeviceReadsNothingPrivate: 'vacuous',
    mappedMemoryIsReachable: 'holds',
  },
};
