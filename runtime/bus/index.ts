export { Bus, type BusDevice, type BusPort } from './bus.ts';
export { endpointRequester, type Requester, tdiRequester } from './requester.ts';
