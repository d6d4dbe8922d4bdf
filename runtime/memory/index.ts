export type { CpuMemory } from './cpuMemory.ts';
