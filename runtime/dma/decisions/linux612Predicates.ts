import type { Predicates } from './tree.ts';

const yes = (why: string) => ({ outcome: true, why });
const no = (why: string) => ({ outcome: false, why });

/**
 * The yes-or-no functions of the DMA layer of Linux 6.12 (6.12.117).
 *
 * Left out: s390, powerpc and arm64, whose force_dma_unencrypted() are true in a confidential guest as
 * here; highmem, which is remapped too.
 */
export const linux612Predicates: Predicates = {
  forceDmaUnencrypted: {
    name: 'force_dma_unencrypted',
    source: 'Linux 6.12 arch/x86/mm/mem_encrypt.c',
    rows: [
      { if: ['ccGuestMemEncrypt'], ...yes('whatever the device is, it reaches shared memory only') },
      { if: ['ccHostMemEncrypt', 'smeMaskTooNarrow'], ...yes('the device cannot set the bit of SME') },
    ],
    otherwise: no('memory is what it looks like'),
  },
  swiotlbActive: {
    name: 'is_swiotlb_active',
    source: 'Linux 6.12 kernel/dma/swiotlb.c',
    rows: [
      { if: ['!ioTlbMem'], ...no('the device was given no pool') },
      { if: ['!ioTlbSlots'], ...no('the pool is empty') },
    ],
    otherwise: yes('there are slots'),
  },
  swiotlbForceBounce: {
    name: 'is_swiotlb_force_bounce',
    source: 'Linux 6.12 include/linux/swiotlb.h',
    rows: [
      { if: ['!ioTlbMem'], ...no('without a pool nothing is forced, even in a confidential guest') },
      { if: ['restrictedPool'], ...yes('a restricted pool is for everything that the device does') },
      { if: ['swiotlbForce'], ...yes('the command line says so') },
      {
        if: ['ccGuestMemEncrypt'],
        ...yes('SWIOTLB_FORCE is set in a confidential guest'),
        source: 'Linux 6.12 arch/x86/kernel/pci-dma.c pci_swiotlb_detect',
      },
    ],
    otherwise: no('a bounce is the exception'),
  },
  dmaCapable: {
    name: 'dma_capable',
    source: 'Linux 6.12 include/linux/dma-direct.h',
    rows: [{ if: ['!withinMask'], ...no('the buffer ends beyond what the device can address') }],
    otherwise: yes('the device can address it; what the memory is, nobody asks'),
  },
  dmaKmallocNeedsBounce: {
    name: 'dma_kmalloc_needs_bounce',
    source: 'Linux 6.12 include/linux/dma-map-ops.h',
    rows: [
      { if: ['!configBounceUnalignedKmalloc'], ...no('kmalloc aligns for DMA') },
      { if: ['coherent'], ...no('caches do not matter') },
      { if: ['toDevice'], ...no('nothing is written that an invalidation could destroy') },
      { if: ['kmallocAligned'], ...no('no other data shares its cache lines') },
    ],
    otherwise: yes('an invalidation would destroy data next to it'),
  },
  devUseSwiotlb: {
    name: 'dev_use_swiotlb',
    source: 'Linux 6.12 drivers/iommu/dma-iommu.c',
    rows: [
      { if: ['pciUntrusted'], ...yes('what shares the granule must not be mapped for such a device') },
      { if: ['dmaKmallocNeedsBounce'], ...yes('caches, as without an IOMMU') },
    ],
    otherwise: no('the IOMMU contains the device'),
  },
  mapsCcShared: {
    name: 'attrs & DMA_ATTR_CC_SHARED',
    source: 'Linux 6.12 include/linux/dma-mapping.h',
    rows: [],
    otherwise: no('there is no such attribute'),
  },
  cleansCache: {
    name: 'arch_sync_dma_for_device',
    source: 'Linux 6.12 kernel/dma/direct.h dma_direct_map_page, swiotlb.c swiotlb_map',
    rows: [
      { if: ['coherent'], ...no('caches do not matter') },
      { if: ['skipCpuSync'], ...no('the caller has done it') },
    ],
    otherwise: yes('what the CPU wrote must reach memory'),
  },
  slotCapable: {
    name: 'dma_capable',
    source: 'Linux 6.12 kernel/dma/swiotlb.c swiotlb_map',
    rows: [{ if: ['!slotWithinMask'], ...no('the pool lies beyond what the device can address') }],
    otherwise: yes('the device can address the slots'),
  },
  remaps: {
    name: 'remap',
    source: 'Linux 6.12 kernel/dma/direct.c dma_direct_alloc',
    rows: [{ if: ['!coherent', 'configDirectRemap'], ...yes('an uncached mapping is made') }],
    otherwise: no('the linear mapping is used'),
  },
  usesAtomicPool: {
    name: 'dma_direct_use_pool',
    source: 'Linux 6.12 kernel/dma/direct.c',
    rows: [{ if: ['mayNotBlock', '!restrictedPool'], ...yes('a conversion or a mapping could sleep') }],
    otherwise: no('the allocation may sleep, or has a pool of its own'),
  },
};
