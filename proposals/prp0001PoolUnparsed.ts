import { dmaConfigMachine } from '../machines/index.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M24'] as const;

/** The same description in front of an operating system that does not read _DSD. */
export const prp0001PoolUnparsed: Proposal = {
  systems: ['S20'],
  title: 'restricted-dma-pool through PRP0001, guest unaware',
  argument: 'Who does not understand it loses nothing.',
  objection: 'It does not know that it is restricted and uses RAM, as all systems produced before 2030 will.',
  sources: ['D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025'],
  moves: moves,
  system: systemOf(
    'prp0001PoolUnparsed',
    moves,
    { dmaConfig: { machine: dmaConfigMachine, index: 'device', input: { guestKnows: false } } },
    { device: 1 },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4, transitions: 3 },
  stands: {
    poolDiscoveryTotal: { violated: 1 },
    passthroughNotCaught: 'vacuous',
  },
};
