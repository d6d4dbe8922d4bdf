export { type BounceRange, bounceRange } from './bounceRange.ts';
export {
  getOrder,
  IO_TLB_DEFAULT_SIZE,
  IO_TLB_MIN_SLABS,
  IO_TLB_SEGSIZE,
  IO_TLB_SHIFT,
  IO_TLB_SIZE,
  nrSlots,
} from './ioTlb.ts';
export { IoTlbMem, type IoTlbMemOptions } from './ioTlbMem.ts';
export { IoTlbPool, type IoTlbPoolGeometry, type PoolState } from './ioTlbPool.ts';
export type { SwiotlbMapping } from './mappingLedger.ts';
export type { SwiotlbDynamic, SwiotlbObserver } from './poolList.ts';
export type { PoolPages, Zone } from './poolPages.ts';
export { type ReservedMemory, restrictedPool } from './restrictedPool.ts';
export { Swiotlb, type SwiotlbOptions, type SwiotlbUnmapAttrs } from './swiotlb.ts';
export {
  type SwiotlbDevice,
  type SwiotlbDeviceInput,
  swiotlbDevice,
  swiotlbMaxMappingSize,
} from './swiotlbDevice.ts';
export { type SwiotlbBoot, type SwiotlbDefaultPool, swiotlbInit, x86CocoSize } from './swiotlbInit.ts';
export { type SwiotlbParam, swiotlbParam } from './swiotlbParam.ts';
export { type SwiotlbVersion, swiotlbVersions } from './swiotlbVersion.ts';
