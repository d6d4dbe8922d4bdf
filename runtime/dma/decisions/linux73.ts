import type { Decisions, Failure, MapOutcome, Refusal } from './decisions.ts';
import { linux72 } from './linux72.ts';
import { linux73Alloc } from './linux73Alloc.ts';
import { linux612 } from './linux612.ts';
import type { Tree } from './tree.ts';

const fail = (failure: Failure): Refusal => ({ do: 'fail', failure });
const mapPhys = { name: 'dma_direct_map_phys', source: 'Linux 7.3 kernel/dma/direct.c' } as const;

const map: Tree<MapOutcome> = {
  ...mapPhys,
  rows: [
    {
      if: ['swiotlbForceBounce', ['mmio', 'requireCoherent']],
      outcome: fail('notCapable'),
      why: 'everything of this device bounces, and this cannot',
    },
    {
      if: ['swiotlbForceBounce'],
      outcome: { do: 'bounce' },
      why: 'everything of this device bounces, shared or not',
    },
    {
      if: ['mmio', '!dmaCapable'],
      outcome: fail('notCapable'),
      why: 'registers never bounce; peer-to-peer in a confidential guest ends here',
    },
    {
      if: ['mmio', 'mapsCcShared'],
      outcome: { do: 'direct', address: 'physToDmaUnencrypted' },
      why: 'the address of the registers',
    },
    {
      if: ['mmio'],
      outcome: { do: 'direct', address: 'physToDmaEncrypted' },
      why: 'the address of the registers',
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
    {
      if: ['mapsCcShared'],
      outcome: { do: 'direct', address: 'physToDmaUnencrypted' },
      why: 'the memory is shared already',
    },
  ],
  otherwise: {
    outcome: { do: 'direct', address: 'physToDmaEncrypted' },
    why: 'the device uses the buffer itself',
  },
};

/**
 * The DMA layer of Linux 7.3 (7.3.4). Guests bounce because dma_capable() is false for private memory and a
 * device that is forced to shared memory; pools know whether they are shared, and one of the wrong kind is
 * an error. `force_dma_unencrypted()` still says the same of every device.
 */
export const linux73: Decisions = {
  ...linux72,
  ...linux73Alloc,
  predicates: {
    ...linux72.predicates,
    forceDmaUnencrypted: {
      name: 'force_dma_unencrypted',
      source: 'Linux 7.3 arch/x86/mm/mem_encrypt.c',
      rows: [
        {
          if: ['ccGuestMemEncrypt'],
          outcome: true,
          why: 'whatever the device is, it reaches shared memory only',
        },
        {
          if: ['ccHostMemEncrypt', 'smeMaskTooNarrow', '!useDmaIommu'],
          outcome: true,
          why: 'the device cannot set the bit of SME, and no IOMMU does',
        },
      ],
      otherwise: { outcome: false, why: 'memory is what it looks like' },
    },
    swiotlbForceBounce: {
      name: 'is_swiotlb_force_bounce',
      source: 'Linux 7.3 include/linux/swiotlb.h; SWIOTLB_FORCE is gone',
      rows: linux612.predicates.swiotlbForceBounce.rows.filter(
        ({ if: [asked] }) => asked !== 'ccGuestMemEncrypt',
      ),
      otherwise: { outcome: false, why: 'a bounce is the exception' },
    },
    mapsCcShared: {
      name: 'attrs & DMA_ATTR_CC_SHARED',
      source: mapPhys.source,
      rows: [
        { if: ['ccShared'], outcome: true, why: 'the caller says so, and is believed' },
        { if: ['mmio', 'ccHostMemEncrypt'], outcome: true, why: 'registers are not encrypted by SME' },
      ],
      otherwise: { outcome: false, why: 'the memory is taken for private' },
    },
    dmaCapable: {
      name: 'dma_capable',
      source: 'Linux 7.3 include/linux/dma-direct.h',
      rows: [
        {
          if: ['!mapsCcShared', 'forceDmaUnencrypted'],
          outcome: false,
          why: 'private memory, and a device that reaches shared memory only',
        },
        { if: ['!withinMask'], outcome: false, why: 'the buffer ends beyond what the device can address' },
      ],
      otherwise: { outcome: true, why: 'the device can address it, and it is what the address says' },
    },
    slotCapable: {
      name: 'dma_capable',
      source: 'Linux 7.3 kernel/dma/swiotlb.c swiotlb_map',
      rows: [
        {
          if: ['!poolCcShared', 'forceDmaUnencrypted'],
          outcome: false,
          why: 'private slots, and a device that reaches shared memory only',
        },
        { if: ['!slotWithinMask'], outcome: false, why: 'the pool lies beyond what the device can address' },
      ],
      otherwise: { outcome: true, why: 'the device can address the slots' },
    },
  },

  map,
  // dma_map_resource() is dma_map_phys() with DMA_ATTR_MMIO.
  mapResource: map,

  search: {
    name: 'swiotlb_tbl_map_single',
    source: 'Linux 7.3 kernel/dma/swiotlb.c',
    rows: [
      ...linux612.search.rows,
      {
        if: ['ccGuestMemEncrypt', 'poolCcShared', '!forceDmaUnencrypted'],
        outcome: fail('refused'),
        why: 'the bytes of a device with private DMA would go through a shared pool',
      },
      {
        if: ['ccGuestMemEncrypt', '!poolCcShared', 'forceDmaUnencrypted'],
        outcome: fail('refused'),
        why: 'a device with shared DMA cannot reach a private pool',
      },
      {
        if: ['ccHostMemEncrypt', '!poolCcShared'],
        outcome: fail('refused'),
        why: 'the pool of a host with SME is unencrypted',
      },
    ],
    otherwise: { outcome: { do: 'search' }, why: 'the pool is what the device is' },
  },

  slot: {
    name: 'swiotlb_map',
    source: 'Linux 7.3 kernel/dma/swiotlb.c',
    rows: [
      ...linux612.slot.rows,
      {
        if: ['poolCcShared'],
        outcome: { do: 'use', address: 'physToDmaUnencrypted' },
        why: 'the slots are shared memory',
      },
    ],
    otherwise: { outcome: { do: 'use', address: 'physToDmaEncrypted' }, why: 'the slots are private memory' },
  },

  unmap: {
    name: 'dma_direct_unmap_phys',
    source: 'Linux 7.3 kernel/dma/direct.h',
    rows: [
      {
        if: [['mmio', 'requireCoherent']],
        outcome: { sync: false, release: false },
        why: 'such a mapping never bounced; the attributes must be those of the map',
      },
      ...linux612.unmap.rows,
    ],
    otherwise: linux612.unmap.otherwise,
  },

  maxMappingSize: {
    ...linux612.maxMappingSize,
    source: 'Linux 7.3 kernel/dma/direct.c',
    rows: [
      {
        if: ['swiotlbActive', ['addressingLimited', 'swiotlbForceBounce', 'forceDmaUnencrypted']],
        outcome: 'swiotlb',
        why: 'one mapping must fit a segment of the pool',
      },
    ],
  },
};
