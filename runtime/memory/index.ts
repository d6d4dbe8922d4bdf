export type { CpuMemory } from './cpuMemory.ts';
export type { DirectMapEntry } from './directMap.ts';
export { aliasAddress, placeOf } from './encoding.ts';
export { GuestMemory, type GuestMemoryOptions, type PageOwner, type PageRules } from './guestMemory.ts';
export type { ConversionAnswer, ConversionPolicy, HostMemory } from './hostMemory.ts';
export type { MemoryController } from './memoryController.ts';
export { PAGE_SIZE } from './pageSize.ts';
export { type Fault, type HostWrite, type Platform, platforms } from './platforms.ts';
