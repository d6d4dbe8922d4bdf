export { type BlockStore, blkDevice } from './blkDevice.ts';
export { fileStore } from './fileStore.ts';
export * from './qemu/index.ts';
export { rngDevice } from './rngDevice.ts';
export { type DeviceType, VirtioDevice, type VirtioDeviceOptions } from './virtioDevice.ts';
export { VirtioRegisters, type VirtioRegistersOptions } from './virtioRegisters.ts';
