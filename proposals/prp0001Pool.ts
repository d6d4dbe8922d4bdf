import { dmaConfigMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M24'] as const;

/** A restricted-dma-pool in a PRP0001 device, read by a guest that knows it. */
export const prp0001Pool: Proposal = {
  systems: ['S5', 'S20'],
  title: 'restricted-dma-pool through PRP0001, guest aware',
  argument: 'A PRP0001 device carries the compatible string and the properties of the binding as they are.',
  objection: 'The tables come from the host: without the reference the guest goes on with RAM.',
  sources: [
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: through a PRP0001 ACPI device',
    'Linux 7.3: nothing there',
  ],
  moves: moves,
  system: systemOf(
    'prp0001Pool',
    moves,
    { dmaConfig: { machine: dmaConfigMachine, index: 'device', input: {} } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 3 },
  stands: {
    poolDiscoveryTotal: { violated: 2 },
    passthroughNotCaught: 'vacuous',
  },
};
