export {
  type DmaAddr,
  dmaAddr,
  type Gpa,
  gpa,
  hex,
  type Iova,
  iova,
  type PhysAddr,
  physAddr,
} from './addresses.ts';
export {
  Bus,
  type BusDevice,
  type BusPort,
  endpointRequester,
  PciDevice,
  type PciDeviceOptions,
  type Requester,
  tdiRequester,
} from './bus/index.ts';
export * from './devices/index.ts';
export * from './dma/index.ts';
export {
  type BusGate,
  busGates,
  ClaimViolatedError,
  ConversionError,
  DmaRefusedError,
  FullError,
  MemoryFaultError,
  MisuseError,
  NotCapableError,
  RefusedByStateError,
} from './errors.ts';
export * from './guest/index.ts';
export {
  blockingIommu,
  type Grant,
  type GrantedBy,
  type IoMapping,
  type Iommu,
  type IommuRequest,
  IoPageTable,
  noIommu,
  type Translation,
  TwoStageIommu,
  type TwoStageOptions,
  VirtioIommu,
  type VirtioIommuOptions,
  vtomIommu,
} from './iommu/index.ts';
export {
  aliasAddress,
  type ConversionAnswer,
  type ConversionPolicy,
  type CpuMemory,
  type DirectMapEntry,
  type Fault,
  GuestMemory,
  type GuestMemoryOptions,
  type HostMemory,
  type HostWrite,
  type MemoryController,
  PAGE_SIZE,
  type PageOwner,
  type PageRules,
  type Platform,
  placeOf,
  platforms,
} from './memory/index.ts';
export * from './model/index.ts';
export { moveTogether } from './moveTogether.ts';
export { Parts } from './parts.ts';
export * from './swiotlb/index.ts';
export * from './virtio/index.ts';
