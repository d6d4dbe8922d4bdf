export { QemuDevice } from './qemuDevice.ts';
export { QemuError } from './qemuError.ts';
export { type Qemu, qemuVersion, startQemu } from './qemuProcess.ts';
export type { Qtest } from './qtest.ts';
export { VirtioMmio } from './virtioMmio.ts';
export { VirtioPci } from './virtioPci.ts';
