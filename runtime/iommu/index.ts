export { blockingIommu } from './blockingIommu.ts';
export type { Iommu, IommuRequest, Translation } from './iommu.ts';
export { type IoMapping, IoPageTable } from './ioPageTable.ts';
export { noIommu } from './noIommu.ts';
export { TwoStageIommu, type TwoStageOptions } from './twoStageIommu.ts';
export { type Grant, type GrantedBy, VirtioIommu, type VirtioIommuOptions } from './virtioIommu.ts';
export { type UnmapRange, VirtioIommuDriver } from './virtioIommuDriver.ts';
export { vtomIommu } from './vtomIommu.ts';
