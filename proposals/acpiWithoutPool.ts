import { dmaConfigMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M24'] as const;

/** A guest with ACPI, for which there is no way to describe a pool. */
export const acpiWithoutPool: Proposal = {
  systems: ['S5', 'S20'],
  title: 'Restriction not described, as in ACPI today',
  argument:
    'The restriction is a property of the system, and describing systems is the job of ACPI or device tree.',
  objection:
    'There is no such description in ACPI, so the guest finds a device like any other and gives it RAM.',
  sources: [
    'C. Hellwig and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025',
    'Linux 7.3: RESERVEDMEM_OF_DECLARE is the only way in',
  ],
  moves: moves,
  system: systemOf(
    'acpiWithoutPool',
    moves,
    { dmaConfig: { machine: dmaConfigMachine, index: 'device', input: { pool: 'none' } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 2, transitions: 1 },
  stands: {
    poolDiscoveryTotal: { violated: 1 },
    passthroughNotCaught: 'vacuous',
  },
};
