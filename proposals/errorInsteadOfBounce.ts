import { tdiMachine } from '../machines/index.ts';
import { tdispInDmaWorld } from './tdispInDmaWorld.ts';
import { dmaWorld } from './dmaWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M10', 'M11', 'M14', 'M16', 'M25', 'M30', 'M28'] as const;

/** An accepted device is never bounced: where a mapping would need it, it fails. */
export const errorInsteadOfBounce: Proposal = {
  title: 'Error instead of bounce',
  argument: 'A driver of a private device rather gets an error than a leak.',
  objection: 'A driver cannot predict which mapping will need a bounce, so a healthy device may fail.',
  sources: [
    '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    'Linux 7.3 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
  ],
  moves,
  system: systemOf(
    'errorInsteadOfBounce',
    moves,
    {
      ...dmaWorld({
        device: { privateBy: 'acceptance', evidenceBoundToAccept: true, seesError: true },
        dmaDirect: { followsDevice: 'acceptance', mapsSharedPages: true, privateBounce: 'never' },
        pools: [{}],
      }),
      tdi: { machine: tdiMachine, index: 'device', input: { secured: true, bme: 1 } },
    },
    { page: 1, slot: 1, device: 1, mapping: 1 },
    tdispInDmaWorld,
  ),
  smallSizes: { page: 1, slot: 1, device: 1, mapping: 1 },
  pinned: { states: 0, transitions: 0 },
  stands: {},
};
