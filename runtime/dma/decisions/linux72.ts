import type { Decisions, Failure, MapOutcome, Refusal } from './decisions.ts';
import { linux612 } from './linux612.ts';
import type { Tree } from './tree.ts';

const fail = (failure: Failure): Refusal => ({ do: 'fail', failure });
const mapPhys = { name: 'dma_direct_map_phys', source: 'Linux 7.2 kernel/dma/direct.h' } as const;

const map: Tree<MapOutcome> = {
  ...mapPhys,
  rows: [
    {
      if: ['swiotlbForceBounce', '!mapsCcShared', ['mmio', 'requireCoherent']],
      outcome: fail('notCapable'),
      why: 'everything of this device bounces, and this cannot',
    },
    {
      if: ['swiotlbForceBounce', '!mapsCcShared'],
      outcome: { do: 'bounce' },
      why: 'everything of this device bounces',
    },
    {
      if: ['!swiotlbForceBounce', 'mapsCcShared'],
      outcome: fail('misuse'),
      why: 'where nothing is forced there is no shared memory to speak of',
    },
    {
      if: ['mmio', '!dmaCapable'],
      outcome: fail('notCapable'),
      why: 'registers never bounce (DMA addr overflow)',
    },
    { if: ['mmio'], outcome: { do: 'direct', address: 'phys' }, why: 'the address of the registers' },
    {
      if: ['mapsCcShared', '!dmaCapable'],
      outcome: fail('notCapable'),
      why: 'shared memory never bounces (DMA addr overflow)',
    },
    {
      if: ['mapsCcShared'],
      outcome: { do: 'direct', address: 'physToDmaUnencrypted' },
      why: 'the memory is shared already',
    },
    {
      if: [['!dmaCapable', 'dmaKmallocNeedsBounce'], 'swiotlbActive', '!requireCoherent'],
      outcome: { do: 'bounce' },
      why: 'the device cannot use the buffer itself',
    },
    {
      if: [['!dmaCapable', 'dmaKmallocNeedsBounce']],
      outcome: fail('notCapable'),
      why: 'and it may not bounce, or there is no pool (DMA addr overflow)',
    },
  ],
  otherwise: linux612.map.otherwise,
};

/**
 * The streaming path of Linux 7.2 (7.2.13) over that of 6.12: physical addresses instead of pages, registers as
 * DMA_ATTR_MMIO, and callers that say that their memory is shared already. Coherent memory is as in 6.12.
 *
 * Left out: what changed between 6.12 and 7.2 outside kernel/dma/direct.h, which was not compared.
 */
export const linux72: Decisions = {
  ...linux612,
  predicates: {
    ...linux612.predicates,
    mapsCcShared: {
      name: 'attrs & DMA_ATTR_CC_SHARED',
      source: mapPhys.source,
      rows: [{ if: ['ccShared'], outcome: true, why: 'the caller says so, and is believed' }],
      otherwise: { outcome: false, why: 'the memory is taken for private' },
    },
    cleansCache: {
      ...linux612.predicates.cleansCache,
      source: `${mapPhys.source} dma_direct_map_phys`,
      rows: [
        ...linux612.predicates.cleansCache.rows,
        { if: ['mmio'], outcome: false, why: 'registers are not cached' },
      ],
    },
  },

  backend: {
    ...linux612.backend,
    source: 'Linux 7.2 kernel/dma/mapping.c dma_map_phys',
    rows: [
      {
        if: ['useDmaIommu', 'mapsCcShared'],
        outcome: fail('misuse'),
        why: 'only dma-direct knows the attribute',
      },
      { if: ['useDmaIommu'], outcome: 'iommuDma', why: 'the IOMMU translates' },
      { if: ['!dmaOps'], outcome: 'direct', why: 'nobody translates' },
      { if: ['dmaOpsBypass'], outcome: 'direct', why: 'the device reaches all memory by itself' },
      { if: ['mapsCcShared'], outcome: fail('misuse'), why: 'only dma-direct knows the attribute' },
    ],
  },

  map,
  // dma_map_resource() is dma_map_phys() with DMA_ATTR_MMIO.
  mapResource: map,
};
