/** Facts that are so, by name and separated by blanks; all others are not. */
export type Facts = string;

/** For each row of a tree, from the top and with `otherwise` last: facts that lead to it, and the outcome. */
export type RowExamples = readonly (readonly [Facts, unknown])[];

const fail = (failure: string) => ({ do: 'fail', failure });
const bounce = { do: 'bounce' };
const direct = (address: string) => ({ do: 'direct', address });
const alloc = (from: string, convert = false, remap = false) => ({ do: 'alloc', from, convert, remap });
const free = (to: string, convert = false) => ({ to, convert });

/** A pool that the device was given, in a guest that is not confidential. */
const pool = 'ioTlbMem ioTlbSlots withinMask';

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

export const examples72: Readonly<Record<string, RowExamples>> = {
  mapsCcShared: [
    ['ccShared', true],
    ['mmio ccHostMemEncrypt', false],
  ],
  cleansCache: [
    ['coherent', false],
    ['skipCpuSync', false],
    ['mmio', false],
    ['', true],
  ],
  backend: [
    ['useDmaIommu ccShared', fail('misuse')],
    ['useDmaIommu', 'iommuDma'],
    ['ccShared', 'direct'],
    ['dmaOps dmaOpsBypass', 'direct'],
    ['dmaOps ccShared', fail('misuse')],
    ['dmaOps', 'ops'],
  ],
  map: [
    [`${pool} ccGuestMemEncrypt requireCoherent`, fail('notCapable')],
    [`${pool} ccGuestMemEncrypt`, bounce],
    [`${pool} ccShared`, fail('misuse')],
    ['mmio', fail('notCapable')],
    ['mmio withinMask', direct('phys')],
    ['ioTlbMem ioTlbSlots ccGuestMemEncrypt ccShared', fail('notCapable')],
    [`${pool} ccGuestMemEncrypt ccShared`, direct('physToDmaUnencrypted')],
    ['ioTlbMem ioTlbSlots', bounce],
    ['ioTlbMem ioTlbSlots requireCoherent', fail('notCapable')],
    ['withinMask ccGuestMemEncrypt', direct('physToDma')],
  ],
};

export const examples73: Readonly<Record<string, RowExamples>> = {
  forceDmaUnencrypted: [
    ['ccGuestMemEncrypt privateDevice useDmaIommu', true],
    ['ccHostMemEncrypt smeMaskTooNarrow', true],
    ['ccHostMemEncrypt smeMaskTooNarrow useDmaIommu', false],
  ],
  swiotlbForceBounce: [
    ['ccGuestMemEncrypt swiotlbForce restrictedPool', false],
    ['ioTlbMem restrictedPool', true],
    ['ioTlbMem swiotlbForce', true],
    ['ioTlbMem ccGuestMemEncrypt', false],
  ],
  mapsCcShared: [
    ['ccShared', true],
    ['mmio ccHostMemEncrypt', true],
    ['mmio ccGuestMemEncrypt', false],
  ],
  dmaCapable: [
    ['ccGuestMemEncrypt withinMask', false],
    ['ccGuestMemEncrypt ccShared', false],
    // The attribute is believed; whether the memory is shared, nobody looks.
    ['ccGuestMemEncrypt ccShared withinMask', true],
  ],
  slotCapable: [
    ['ccGuestMemEncrypt slotWithinMask', false],
    ['ccGuestMemEncrypt poolCcShared', false],
    ['ccGuestMemEncrypt poolCcShared slotWithinMask', true],
  ],
  map: [
    [`${pool} swiotlbForce requireCoherent`, fail('notCapable')],
    [`${pool} swiotlbForce ccShared ccGuestMemEncrypt`, bounce],
    [`${pool} mmio ccGuestMemEncrypt`, fail('notCapable')],
    [`${pool} mmio ccHostMemEncrypt`, direct('physToDmaUnencrypted')],
    ['mmio withinMask', direct('physToDmaEncrypted')],
    [`${pool} ccGuestMemEncrypt`, bounce],
    ['ccGuestMemEncrypt withinMask', fail('notCapable')],
    [`${pool} ccGuestMemEncrypt ccShared`, direct('physToDmaUnencrypted')],
    [pool, direct('physToDmaEncrypted')],
  ],
  search: [
    ['ioTlbMem', fail('notCapable')],
    // Not reached in 7.3.4, where no device of a confidential guest has private DMA; designs get there.
    ['', undefined],
    [`${pool} ccGuestMemEncrypt`, fail('refused')],
    [`${pool} ccHostMemEncrypt`, fail('refused')],
    [`${pool} ccGuestMemEncrypt poolCcShared`, { do: 'search' }],
  ],
  slot: [
    ['slotWithinMask', fail('full')],
    ['slotsFound', fail('notCapable')],
    ['slotsFound slotWithinMask poolCcShared', { do: 'use', address: 'physToDmaUnencrypted' }],
    ['slotsFound slotWithinMask', { do: 'use', address: 'physToDmaEncrypted' }],
  ],
  unmap: [
    ['mmio inPool', { sync: false, release: false }],
    ['skipCpuSync inPool', { sync: false, release: true }],
    ['skipCpuSync', { sync: false, release: false }],
    ['inPool', { sync: true, release: true }],
    ['', { sync: true, release: false }],
  ],
  maxMappingSize: [
    [`${pool} ccGuestMemEncrypt`, 'swiotlb'],
    [pool, 'unlimited'],
  ],
  alloc: [
    ['ccShared', fail('misuse')],
    ['noKernelMapping', alloc('pages')],
    ['archHasDmaAlloc ccGuestMemEncrypt', alloc('archDmaAlloc')],
    ['configGlobalPool ccGuestMemEncrypt restrictedPool', alloc('globalPool')],
    ['', fail('notCapable')],
    ['coherent ccGuestMemEncrypt mayNotBlock', alloc('atomicPool')],
    ['coherent restrictedPool poolCcShared', fail('refused')],
    ['coherent restrictedPool ccGuestMemEncrypt', fail('refused')],
    ['configDirectRemap restrictedPool', alloc('swiotlb', false, true)],
    ['coherent ccGuestMemEncrypt restrictedPool poolCcShared', alloc('swiotlb')],
    ['configDirectRemap ccGuestMemEncrypt', alloc('pages', true, true)],
    ['configDirectRemap', alloc('pages', false, true)],
    ['coherent ccGuestMemEncrypt', alloc('pages', true)],
    ['coherent', alloc('pages')],
  ],
  free: [
    ['noKernelMapping', free('pages')],
    ['archHasDmaAlloc ccGuestMemEncrypt', free('archDmaAlloc')],
    ['configGlobalPool', free('globalPool')],
    ['coherent ccGuestMemEncrypt fromAtomicPool', free('atomicPool')],
    ['coherent ccGuestMemEncrypt restrictedPool', free('pages')],
    ['ccGuestMemEncrypt remapped', free('pages', true)],
    ['coherent', free('pages')],
  ],
  atomicPoolDecryptFails: [['configDirectRemap', 'leak']],
  poolDecryptFails: [
    ['bootPool', 'markPoolUsed'],
    ['latePool', 'leak'],
    ['restrictedPoolMemory', 'failDevice'],
    ['', 'leak'],
  ],
};
