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
export { dmaDecisions } from './dma/index.ts';
export {
  type BusGate,
  busGates,
  ConversionError,
  DmaRefusedError,
  FullError,
  MemoryFaultError,
  MisuseError,
  NotCapableError,
  RefusedByStateError,
} from './errors.ts';
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
  type Platform,
  placeOf,
  platforms,
} from './memory/index.ts';
export { Parts } from './parts.ts';
export * from './swiotlb/index.ts';
