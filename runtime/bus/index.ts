export { Bus, type BusDevice, type BusPort } from './bus.ts';
export { PciDevice, type PciDeviceOptions } from './pciDevice.ts';
export { endpointRequester, type Requester, tdiRequester } from './requester.ts';
