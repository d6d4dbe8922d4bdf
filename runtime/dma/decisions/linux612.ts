import type { Decisions, Failure, Refusal } from './decisions.ts';
import { linux612Alloc } from './linux612Alloc.ts';
import { linux612Predicates } from './linux612Predicates.ts';

const fail = (failure: Failure): Refusal => ({ do: 'fail', failure });

/**
 * The DMA layer of Linux 6.12 (6.12.117). In a confidential guest its safety rests on one flag,
 * `force_bounce`: nothing on the way of a streaming mapping asks whether the memory is private.
 *
 * Left out: dma_map_ops of architectures; memory of a device's own (dma_declare_coherent_memory); CMA, which
 * is memory like other; highmem.
 */
export const linux612: Decisions = {
  predicates: linux612Predicates,
  ...linux612Alloc,

  backend: {
    name: 'dma_go_direct',
    source: 'Linux 6.12 kernel/dma/mapping.c',
    rows: [
      { if: ['useDmaIommu'], outcome: 'iommuDma', why: 'the IOMMU translates' },
      { if: ['!dmaOps'], outcome: 'direct', why: 'nobody translates' },
      { if: ['dmaOpsBypass'], outcome: 'direct', why: 'the device reaches all memory by itself' },
    ],
    otherwise: { outcome: 'ops', why: 'the platform has its own way' },
  },

  map: {
    name: 'dma_direct_map_page',
    source: 'Linux 6.12 kernel/dma/direct.h',
    rows: [
      {
        if: ['swiotlbForceBounce', 'pciP2pdma'],
        outcome: fail('notCapable'),
        why: 'memory of a device cannot bounce',
      },
      { if: ['swiotlbForceBounce'], outcome: { do: 'bounce' }, why: 'everything of this device bounces' },
      {
        if: [['!dmaCapable', 'dmaKmallocNeedsBounce'], 'pciP2pdma'],
        outcome: fail('notCapable'),
        why: 'memory of a device cannot bounce',
      },
      {
        if: [['!dmaCapable', 'dmaKmallocNeedsBounce'], 'swiotlbActive'],
        outcome: { do: 'bounce' },
        why: 'the device cannot use the buffer itself',
      },
      {
        if: [['!dmaCapable', 'dmaKmallocNeedsBounce']],
        outcome: fail('notCapable'),
        why: 'and there is no pool (DMA addr overflow)',
      },
    ],
    otherwise: { outcome: { do: 'direct', address: 'physToDma' }, why: 'the device uses the buffer itself' },
  },

  mapResource: {
    name: 'dma_direct_map_resource',
    source: 'Linux 6.12 kernel/dma/direct.c',
    rows: [
      { if: ['!dmaCapable'], outcome: fail('notCapable'), why: 'registers never bounce (DMA addr overflow)' },
    ],
    otherwise: { outcome: { do: 'direct', address: 'phys' }, why: 'the address of the registers' },
  },

  p2pdmaSegment: {
    name: 'dma_direct_map_sg',
    source: 'Linux 6.12 kernel/dma/direct.c; drivers/pci/p2pdma.c pci_p2pdma_map_segment',
    rows: [
      { if: ['!pciP2pdma'], outcome: 'memory', why: 'memory of the guest is mapped as any page' },
      { if: ['p2pdmaBusAddress'], outcome: 'busAddress', why: 'the switch routes it; nothing is mapped' },
      { if: ['p2pdmaThroughHostBridge'], outcome: 'memory', why: 'mapped as any page' },
    ],
    otherwise: { outcome: fail('notCapable'), why: 'no way leads to that device (-EREMOTEIO)' },
  },

  search: {
    name: 'swiotlb_tbl_map_single',
    source: 'Linux 6.12 kernel/dma/swiotlb.c',
    rows: [
      {
        if: ['!swiotlbActive'],
        outcome: fail('notCapable'),
        why: "Can not allocate SWIOTLB buffer earlier and can't now provide you with the DMA bounce buffer",
      },
    ],
    otherwise: { outcome: { do: 'search' }, why: 'any pool will do, whatever the device is' },
  },

  slot: {
    name: 'swiotlb_map',
    source: 'Linux 6.12 kernel/dma/swiotlb.c',
    rows: [
      { if: ['!slotsFound'], outcome: fail('full'), why: 'swiotlb buffer is full' },
      {
        if: ['!slotCapable'],
        outcome: fail('notCapable'),
        why: 'the slots are given back without a copy (swiotlb addr overflow)',
      },
    ],
    otherwise: { outcome: { do: 'use', address: 'physToDmaUnencrypted' }, why: 'pools are shared memory' },
  },

  unmap: {
    name: 'dma_direct_unmap_page',
    source: 'Linux 6.12 kernel/dma/direct.h',
    rows: [
      { if: ['skipCpuSync', 'inPool'], outcome: { sync: false, release: true }, why: 'no copy back' },
      { if: ['skipCpuSync'], outcome: { sync: false, release: false }, why: 'nothing to do' },
      { if: ['inPool'], outcome: { sync: true, release: true }, why: 'copied back, then given back' },
    ],
    otherwise: { outcome: { sync: true, release: false }, why: 'caches only' },
  },

  syncForCpu: {
    name: 'dma_direct_sync_single_for_cpu',
    source: 'Linux 6.12 kernel/dma/direct.h',
    rows: [
      {
        if: ['!coherent', 'inPool'],
        outcome: ['invalidateCache', 'copy'],
        why: 'the copy must see what the device wrote',
      },
      { if: ['!coherent'], outcome: ['invalidateCache'], why: 'caches only' },
      { if: ['inPool'], outcome: ['copy'], why: 'slot to buffer, unless TO_DEVICE' },
    ],
    otherwise: { outcome: [], why: 'nothing stands between CPU and device' },
  },

  syncForDevice: {
    name: 'dma_direct_sync_single_for_device',
    source: 'Linux 6.12 kernel/dma/direct.h',
    rows: [
      {
        if: ['!coherent', 'inPool'],
        outcome: ['copy', 'cleanCache'],
        why: 'what was copied must reach memory',
      },
      { if: ['!coherent'], outcome: ['cleanCache'], why: 'caches only' },
      { if: ['inPool'], outcome: ['copy'], why: 'buffer to slot, unless FROM_DEVICE' },
    ],
    otherwise: { outcome: [], why: 'nothing stands between CPU and device' },
  },

  skipSync: {
    name: 'dma_setup_need_sync',
    source: 'Linux 6.12 kernel/dma/mapping.c; dma_reset_need_sync at the first bounce',
    rows: [{ if: ['coherent'], outcome: true, why: 'no sync has anything to do before the first bounce' }],
    otherwise: { outcome: false, why: 'caches need them' },
  },

  maxMappingSize: {
    name: 'dma_direct_max_mapping_size',
    source: 'Linux 6.12 kernel/dma/direct.c',
    rows: [
      {
        if: ['swiotlbActive', ['addressingLimited', 'swiotlbForceBounce']],
        outcome: 'swiotlb',
        why: 'one mapping must fit a segment of the pool',
      },
    ],
    otherwise: { outcome: 'unlimited', why: 'a bounce is the exception' },
  },

  iommuMap: {
    name: 'iommu_dma_map_page',
    source: 'Linux 6.12 drivers/iommu/dma-iommu.c',
    rows: [
      { if: ['!devUseSwiotlb'], outcome: 'iova', why: 'the IOMMU maps the pages themselves' },
      { if: ['granuleAligned'], outcome: 'iova', why: 'nothing else lies in those granules' },
      { if: ['!swiotlbActive'], outcome: fail('notCapable'), why: 'fails closed without a pool' },
    ],
    otherwise: { outcome: 'bounce', why: 'granules of its own, aligned to the granule' },
  },

  zeroPadding: {
    name: 'iommu_dma_map_page',
    source: 'Linux 6.12 drivers/iommu/dma-iommu.c',
    rows: [{ if: ['pciUntrusted'], outcome: true, why: 'the device reads the whole granule' }],
    otherwise: { outcome: false, why: 'the device is trusted with older bytes of the pool' },
  },

  attachPool: {
    name: 'of_dma_set_restricted_buffer',
    source:
      'Linux 6.12 drivers/of/device.c; kernel/dma/swiotlb.c rmem_swiotlb_setup, rmem_swiotlb_device_init',
    rows: [
      { if: ['useDmaIommu'], outcome: 'default', why: 'a device behind an IOMMU is not asked for a pool' },
      { if: ['!configRestrictedPool'], outcome: 'default', why: 'the property is not read; no message' },
      { if: ['!poolDescribed'], outcome: 'default', why: 'there is none for this device' },
      { if: ['poolRejected'], outcome: 'default', why: 'a warning, and the device goes on with RAM' },
      { if: ['poolInitFails'], outcome: 'default', why: 'a warning, and the device goes on with RAM' },
    ],
    otherwise: { outcome: 'restricted', why: 'all that the device does bounces through it' },
  },

  vring: {
    name: 'vring_use_map_api',
    source: 'Linux 6.12 drivers/virtio/virtio_ring.c vring_use_dma_api',
    rows: [
      { if: ['accessPlatform'], outcome: 'dmaApi', why: 'the device is behind what the platform says' },
      { if: ['xenDomain'], outcome: 'dmaApi', why: 'Xen needs it' },
    ],
    otherwise: { outcome: 'physical', why: 'guest-physical addresses, round all that the DMA layer decides' },
  },
};
