export {
  type BlkArena,
  BlkDriver,
  BlkError,
  type BlkTransfer,
  blkArenaBytes,
  blkCapacity,
} from './blkDriver.ts';
export {
  BLK_HEADER_BYTES,
  BLK_ID_BYTES,
  BLK_SECTOR_BYTES,
  blkFeatures,
  blkRequestType,
  blkStatus,
} from './blkRequest.ts';
export type { BusMemory } from './busMemory.ts';
export { type AvailableChain, DeviceQueue } from './deviceQueue.ts';
export type { Direction, DmaOps } from './dmaOps.ts';
export { DriverQueue, type Segment, type UsedChain } from './driverQueue.ts';
export { type Descriptor, LittleEndian } from './littleEndian.ts';
export {
  featureNames,
  machineBitsOf,
  maskOf,
  type Negotiation,
  NegotiationRefusedError,
  negotiate,
  resetDevice,
} from './negotiate.ts';
export { type DriverSide, openQueue } from './openQueue.ts';
export { DeviceStuckError, type GuestBuffer, RequestQueue, type VirtioRequest } from './requestQueue.ts';
export { RingError } from './ringError.ts';
export { readEntropy } from './rngDriver.ts';
export {
  availEntryAt,
  availIdxAt,
  descriptorAt,
  descriptorFlags,
  QUEUE_SIZE_MAX,
  type SplitRing,
  splitRingAt,
  splitRingBytes,
  usedElementAt,
  usedIdxAt,
} from './splitRing.ts';
export { interruptBits, type VirtioTransport } from './virtioTransport.ts';
