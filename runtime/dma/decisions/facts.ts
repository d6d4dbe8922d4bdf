/**
 * Everything that a decision of the DMA layer may ask, as yes or no, and what it means in the kernel. A
 * decision asks nothing else: whoever answers these can be told what Linux would do.
 *
 * Left out: which architecture it is. `ccGuestMemEncrypt` stands for all guests whose memory is private
 * unless they share it (SEV-SNP, TDX, realms, pKVM, Secure Execution).
 */
export const facts = {
  // The guest.
  ccGuestMemEncrypt: 'a confidential guest: cc_platform_has(CC_ATTR_GUEST_MEM_ENCRYPT)',
  ccHostMemEncrypt: 'a host with SME: cc_platform_has(CC_ATTR_HOST_MEM_ENCRYPT)',
  swiotlbForce: 'swiotlb=force on the command line',
  configBounceUnalignedKmalloc: 'CONFIG_DMA_BOUNCE_UNALIGNED_KMALLOC',
  configRestrictedPool: 'CONFIG_DMA_RESTRICTED_POOL',
  configGlobalPool: 'CONFIG_DMA_GLOBAL_POOL: a coherent pool for all devices that are not coherent',
  configDirectRemap: 'CONFIG_DMA_DIRECT_REMAP: coherent memory is mapped a second time, uncached',
  archHasDmaAlloc: 'CONFIG_ARCH_HAS_DMA_ALLOC',
  archHasSetUncached: 'CONFIG_ARCH_HAS_DMA_SET_UNCACHED',

  // The device.
  useDmaIommu: 'the device sits behind an IOMMU that the guest drives: use_dma_iommu()',
  dmaOps: 'the device has dma_map_ops of its own',
  dmaOpsBypass: 'dev->dma_ops_bypass, and its mask covers all memory',
  coherent: 'the caches of the CPU see what the device does: dev_is_dma_coherent()',
  addressingLimited: 'the mask of the device covers not all memory: dma_addressing_limited()',
  smeMaskTooNarrow: 'the coherent mask of the device does not reach the bit of SME',
  pciUntrusted: 'the device is behind an external port: dev_is_untrusted()',
  privateDevice: 'the design holds the device for private: state encrypted of dmaDirectMachine',
  blockedDevice: 'the design has withdrawn the device: state blocked of dmaDirectMachine',

  // The pool that the device was given.
  ioTlbMem: 'dev->dma_io_tlb_mem is set',
  ioTlbSlots: 'that pool has slots: mem->nslabs > 0',
  restrictedPool: 'that pool is a restricted-dma-pool: mem->for_alloc, and so mem->force_bounce',
  poolCcShared: 'that pool is shared memory: mem->cc_shared',

  // The request.
  mmio: 'DMA_ATTR_MMIO',
  ccShared: 'DMA_ATTR_CC_SHARED: the caller says that the memory is shared already',
  requireCoherent: 'DMA_ATTR_REQUIRE_COHERENT',
  skipCpuSync: 'DMA_ATTR_SKIP_CPU_SYNC',
  noKernelMapping: 'DMA_ATTR_NO_KERNEL_MAPPING',
  mayNotBlock: 'the allocation may not sleep: !gfpflags_allow_blocking()',
  toDevice: 'DMA_TO_DEVICE',
  kmallocAligned: 'the buffer shares no cache line with another: dma_kmalloc_size_aligned()',
  pciP2pdma: 'the page is memory of another PCI device: is_pci_p2pdma_page()',
  p2pdmaBusAddress: 'both devices are below one switch: PCI_P2PDMA_MAP_BUS_ADDR',
  p2pdmaThroughHostBridge: 'the host bridge lets it pass: PCI_P2PDMA_MAP_THRU_HOST_BRIDGE',
  withinMask: 'the address that would be handed out ends within dma_mask and bus_dma_limit',
  granuleAligned: 'start and length of the buffer are multiples of the IOMMU granule',

  // What came of it.
  slotsFound: 'swiotlb found slots',
  slotWithinMask: 'the address of the slots ends within dma_mask and bus_dma_limit',
  inPool: 'the address lies in a pool of swiotlb: swiotlb_find_pool()',
  fromAtomicPool: 'the memory came from an atomic pool: dma_free_from_pool()',
  remapped: 'the memory was mapped a second time: is_vmalloc_addr()',

  // A device tree that describes a pool for the device, or a virtio device that brings one.
  poolDescribed: 'memory-region of the device names a restricted-dma-pool',
  poolRejected:
    'the pool has a property that is refused (reusable, no-map, linux,cma-default, linux,dma-default)',
  poolInitFails: 'rmem_swiotlb_device_init() fails',
  swiotlbCapability: 'the device has VIRTIO_PCI_CAP_SWIOTLB, and VIRTIO_F_SWIOTLB was negotiated',
  accessPlatform: 'VIRTIO_F_ACCESS_PLATFORM was negotiated',
  xenDomain: 'the guest runs on Xen with grants or mapping: xen_domain()',

  // Which conversion failed.
  bootPool: 'the memory is the default pool, set up while booting',
  latePool: 'the memory is a pool set up after booting: swiotlb_init_late()',
  restrictedPoolMemory: 'the memory is a restricted-dma-pool',
} as const;

/** One yes-or-no question of {@link facts}. */
export type Fact = keyof typeof facts;
