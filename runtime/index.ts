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
export type { CpuMemory } from './memory/index.ts';
