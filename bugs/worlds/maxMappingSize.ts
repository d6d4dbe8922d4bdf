import { smallWorld } from '../smallWorld.ts';

/** Sizes in KiB: what bounces in one piece is at most IO_TLB_SEGSIZE slots of 2 KiB. */
const BOUNCE_MAX = 128 * 2;

/** A block layer that asks how large a mapping may be, and an untrusted device behind an IOMMU, which bounces. */
export const maxMappingSize = smallWorld({
  name: 'maxMappingSize',
  source: 'Linux 6.8 drivers/iommu/dma-iommu.c iommu_dma_max_mapping_size',
  facts: { max: 0, size: 0, done: false },
  rules: { advertiseBounceMax: 'what is advertised as the largest mapping is what can be bounced' },
  steps: {
    MAX_MAPPING_SIZE: {
      by: 'guest',
      summary: 'the block layer asks for the largest mapping',
      when: ({ max }) => max === 0,
      effect: (_, __, { advertiseBounceMax }) => ({ max: advertiseBounceMax ? BOUNCE_MAX : 1024 }),
    },
    SUBMIT: {
      by: 'user',
      values: { size: [128, 256, 512] },
      summary: 'I/O of this many KiB is submitted, in pieces of what was advertised',
      when: ({ max, size }) => max > 0 && size === 0,
      effect: ({ max }, { size }) => ({ size: Math.min(Number(size), max), done: false }),
    },
    MAP: {
      by: 'guest',
      summary: 'the piece is bounced and carried out',
      when: ({ size }) => size > 0 && size <= BOUNCE_MAX,
      effect: () => ({ size: 0, done: true }),
    },
    MAPPING_ERROR: {
      by: 'guest',
      summary: 'the piece needs more slots than a segment has; it is tried again later',
      when: ({ size }) => size > BOUNCE_MAX,
      effect: () => ({}),
    },
  },
  claim: {
    name: 'safeMapPossible',
    summary: 'what is submitted can be carried out',
    kind: 'possible',
    applies: ({ size }) => size > 0,
    holds: ({ done }) => done,
  },
});
