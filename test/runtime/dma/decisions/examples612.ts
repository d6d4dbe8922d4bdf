import { alloc, bounce, direct, fail, free, pool, type RowExamples } from './rowExamples.ts';

const capable612: RowExamples = [
  ['', false],
  ['withinMask ccGuestMemEncrypt', true],
];

/** Worked out by hand from the sources that the trees name; the same order as the rows. */
export const examples612: Readonly<Record<string, RowExamples>> = {
  forceDmaUnencrypted: [
    ['ccGuestMemEncrypt privateDevice useDmaIommu', true],
    ['ccHostMemEncrypt smeMaskTooNarrow useDmaIommu', true],
    ['ccHostMemEncrypt', false],
  ],
  swiotlbActive: [
    ['ioTlbSlots', false],
    ['ioTlbMem', false],
    ['ioTlbMem ioTlbSlots', true],
  ],
  swiotlbForceBounce: [
    ['ccGuestMemEncrypt swiotlbForce restrictedPool', false],
    ['ioTlbMem restrictedPool', true],
    ['ioTlbMem swiotlbForce', true],
    ['ioTlbMem ccGuestMemEncrypt', true],
    ['ioTlbMem ccHostMemEncrypt', false],
  ],
  dmaCapable: capable612,
  dmaKmallocNeedsBounce: [
    ['', false],
    ['configBounceUnalignedKmalloc coherent', false],
    ['configBounceUnalignedKmalloc toDevice', false],
    ['configBounceUnalignedKmalloc kmallocAligned', false],
    ['configBounceUnalignedKmalloc', true],
  ],
  devUseSwiotlb: [
    ['pciUntrusted coherent', true],
    ['configBounceUnalignedKmalloc', true],
    ['useDmaIommu', false],
  ],
  mapsCcShared: [['ccShared mmio ccHostMemEncrypt', false]],
  cleansCache: [
    ['coherent', false],
    ['skipCpuSync', false],
    ['', true],
  ],
  slotCapable: [
    ['', false],
    ['slotWithinMask ccGuestMemEncrypt', true],
  ],
  remaps: [
    ['configDirectRemap', true],
    ['configDirectRemap coherent', false],
  ],
  usesAtomicPool: [
    ['mayNotBlock', true],
    ['mayNotBlock restrictedPool', false],
  ],
  backend: [
    ['useDmaIommu dmaOps', 'iommuDma'],
    ['', 'direct'],
    ['dmaOps dmaOpsBypass', 'direct'],
    ['dmaOps', 'ops'],
  ],
  map: [
    [`${pool} ccGuestMemEncrypt pciP2pdma`, fail('notCapable')],
    [`${pool} ccGuestMemEncrypt`, bounce],
    ['ioTlbMem ioTlbSlots pciP2pdma', fail('notCapable')],
    ['ioTlbMem ioTlbSlots', bounce],
    ['ccGuestMemEncrypt', fail('notCapable')],
    // The safety of 6.12 is one flag of the pool: without a pool the address of a private page goes out.
    ['withinMask ccGuestMemEncrypt', direct('physToDma')],
  ],
  mapResource: [
    ['', fail('notCapable')],
    [`${pool} ccGuestMemEncrypt swiotlbForce`, direct('phys')],
  ],
  p2pdmaSegment: [
    ['', 'memory'],
    ['pciP2pdma p2pdmaBusAddress', 'busAddress'],
    ['pciP2pdma p2pdmaThroughHostBridge', 'memory'],
    ['pciP2pdma', fail('notCapable')],
  ],
  search: [
    ['ioTlbMem', fail('notCapable')],
    [`${pool} ccGuestMemEncrypt`, { do: 'search' }],
  ],
  slot: [
    ['slotWithinMask', fail('full')],
    ['slotsFound', fail('notCapable')],
    ['slotsFound slotWithinMask', { do: 'use', address: 'physToDmaUnencrypted' }],
  ],
  unmap: [
    ['skipCpuSync inPool', { sync: false, release: true }],
    ['skipCpuSync', { sync: false, release: false }],
    ['inPool', { sync: true, release: true }],
    ['', { sync: true, release: false }],
  ],
  syncForCpu: [
    ['inPool', ['invalidateCache', 'copy']],
    ['', ['invalidateCache']],
    ['coherent inPool', ['copy']],
    ['coherent', []],
  ],
  syncForDevice: [
    ['inPool', ['copy', 'cleanCache']],
    ['', ['cleanCache']],
    ['coherent inPool', ['copy']],
    ['coherent', []],
  ],
  skipSync: [
    ['coherent', true],
    ['', false],
  ],
  maxMappingSize: [
    [`${pool} addressingLimited`, 'swiotlb'],
    [pool, 'unlimited'],
  ],
  iommuMap: [
    [`${pool} coherent`, 'iova'],
    [`${pool} pciUntrusted granuleAligned`, 'iova'],
    ['pciUntrusted', fail('notCapable')],
    [`${pool} pciUntrusted`, 'bounce'],
  ],
  zeroPadding: [
    ['pciUntrusted', true],
    ['configBounceUnalignedKmalloc', false],
  ],
  attachPool: [
    ['useDmaIommu configRestrictedPool poolDescribed', 'default'],
    ['poolDescribed', 'default'],
    ['configRestrictedPool', 'default'],
    ['configRestrictedPool poolDescribed poolRejected', 'default'],
    ['configRestrictedPool poolDescribed poolInitFails', 'default'],
    ['configRestrictedPool poolDescribed', 'restricted'],
  ],
  vring: [
    ['accessPlatform', 'dmaApi'],
    ['xenDomain', 'dmaApi'],
    ['ccGuestMemEncrypt restrictedPool', 'physical'],
  ],
  alloc: [
    ['noKernelMapping', alloc('pages')],
    ['archHasDmaAlloc ccGuestMemEncrypt', alloc('archDmaAlloc')],
    ['configGlobalPool ccGuestMemEncrypt restrictedPool', alloc('globalPool')],
    ['', fail('notCapable')],
    ['coherent ccGuestMemEncrypt mayNotBlock', alloc('atomicPool')],
    ['configDirectRemap restrictedPool', alloc('swiotlb', false, true)],
    ['coherent ccGuestMemEncrypt restrictedPool mayNotBlock', alloc('swiotlb', true)],
    ['coherent restrictedPool', alloc('swiotlb')],
    ['configDirectRemap ccGuestMemEncrypt', alloc('pages', false, true)],
    ['coherent ccGuestMemEncrypt noKernelMapping', alloc('pages', true)],
    ['coherent', alloc('pages')],
  ],
  free: [
    ['noKernelMapping', free('pages')],
    ['archHasDmaAlloc ccGuestMemEncrypt', free('archDmaAlloc')],
    ['configGlobalPool', free('globalPool')],
    ['coherent ccGuestMemEncrypt fromAtomicPool', free('atomicPool')],
    ['ccGuestMemEncrypt remapped', free('pages')],
    ['coherent ccGuestMemEncrypt restrictedPool', free('pages', true)],
    ['coherent', free('pages')],
  ],
  allocDecryptFails: [['ccGuestMemEncrypt', 'leak']],
  freeEncryptFails: [['ccGuestMemEncrypt', 'leak']],
  atomicPoolDecryptFails: [
    ['configDirectRemap', 'free'],
    ['', 'leak'],
  ],
  poolDecryptFails: [
    ['bootPool', 'handOut'],
    ['latePool', 'handOut'],
    ['restrictedPoolMemory', 'handOut'],
    ['', 'leak'],
  ],
};
