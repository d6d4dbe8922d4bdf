import { addressReaderMachine } from './addressReaderMachine.ts';
import { addressWriterMachine } from './addressWriterMachine.ts';
import { advertisedRangeMachine } from './advertisedRangeMachine.ts';
import { barBufferMachine } from './barBufferMachine.ts';
import { bootGateMachine } from './bootGateMachine.ts';
import { commandMediatorMachine } from './commandMediatorMachine.ts';
import { conversionMachine } from './conversionMachine.ts';
import { deviceIdMachine } from './deviceIdMachine.ts';
import { deviceMachine } from './deviceMachine.ts';
import { discardListenerMachine } from './discardListenerMachine.ts';
import { discardMachine } from './discardMachine.ts';
import { dispatchMachine } from './dispatchMachine.ts';
import { dmaConfigMachine } from './dmaConfigMachine.ts';
import { dmaDirectMachine } from './dmaDirectMachine.ts';
import { dmaOpsMachine } from './dmaOpsMachine.ts';
import { domainDeviceMachine } from './domainDeviceMachine.ts';
import { domainVisibilityMachine } from './domainVisibilityMachine.ts';
import { encryptedQueueMachine } from './encryptedQueueMachine.ts';
import { endpointMachine } from './endpointMachine.ts';
import { enforcementMachine } from './enforcementMachine.ts';
import { grantMachine } from './grantMachine.ts';
import { guestIommuMachine } from './guestIommuMachine.ts';
import { guestPageMachine } from './guestPageMachine.ts';
import { hostMachine } from './hostMachine.ts';
import { interfaceReportMachine } from './interfaceReportMachine.ts';
import { ioPteMachine } from './ioPteMachine.ts';
import { ioTlbMemMachine } from './ioTlbMemMachine.ts';
import { launchMachine } from './launchMachine.ts';
import { mappingMachine } from './mappingMachine.ts';
import { pageMachine } from './pageMachine.ts';
import { paravisorMachine } from './paravisorMachine.ts';
import { pathChoiceMachine } from './pathChoiceMachine.ts';
import { pciDriverMachine } from './pciDriverMachine.ts';
import { platformMachine } from './platformMachine.ts';
import { poolMachine } from './poolMachine.ts';
import { poolMemoryMachine } from './poolMemoryMachine.ts';
import { poolOwnerMachine } from './poolOwnerMachine.ts';
import { poolUserMachine } from './poolUserMachine.ts';
import { recoveryMachine } from './recoveryMachine.ts';
import { requestMachine } from './requestMachine.ts';
import { restrictedPoolMachine } from './restrictedPoolMachine.ts';
import { ringPacketMachine } from './ringPacketMachine.ts';
import { sharedSlotMachine } from './sharedSlotMachine.ts';
import { slotCountMachine } from './slotCountMachine.ts';
import { slotMachine } from './slotMachine.ts';
import { snoopMachine } from './snoopMachine.ts';
import { tdiMachine } from './tdiMachine.ts';
import { trustMachine } from './trustMachine.ts';
import { userspacePolicyMachine } from './userspacePolicyMachine.ts';
import { apiOf, virtioDriverMachine } from './virtioDriverMachine.ts';
import { virtioFeaturesMachine } from './virtioFeaturesMachine.ts';
import { virtioMachine } from './virtioMachine.ts';
import { virtqueueMachine } from './virtqueueMachine.ts';
import { vmbusBufferMachine } from './vmbusBufferMachine.ts';
import { vmbusChannelMachine } from './vmbusChannelMachine.ts';
import { vmbusOffersMachine } from './vmbusOffersMachine.ts';
import { vmbusReofferMachine } from './vmbusReofferMachine.ts';
import { vmbusServerMachine } from './vmbusServerMachine.ts';
import { vtomPageMachine } from './vtomPageMachine.ts';

export type { AddressReaderContext, AddressReaderInput } from './addressReaderMachine.ts';
export type { AddressWriterContext, AddressWriterInput } from './addressWriterMachine.ts';
export type { AdvertisedRangeContext, AdvertisedRangeInput } from './advertisedRangeMachine.ts';
export * from './alphabet.ts';
export type { BarBufferInput } from './barBufferMachine.ts';
export type { BootGateInput } from './bootGateMachine.ts';
export type { CommandMediatorInput } from './commandMediatorMachine.ts';
export type { ConversionInput } from './conversionMachine.ts';
export type { DeviceIdInput } from './deviceIdMachine.ts';
export type { DeviceInput } from './deviceMachine.ts';
export { deviceStatus, type StatusBit } from './deviceStatus.ts';
export type { DiscardListenerInput } from './discardListenerMachine.ts';
export type { DiscardInput } from './discardMachine.ts';
export type { DmaConfigContext, DmaConfigInput } from './dmaConfigMachine.ts';
export type { DmaDirectInput } from './dmaDirectMachine.ts';
export type { DmaOpsInput } from './dmaOpsMachine.ts';
export type { DomainDeviceInput } from './domainDeviceMachine.ts';
export type { DomainVisibilityInput } from './domainVisibilityMachine.ts';
export type { EncryptedQueueInput } from './encryptedQueueMachine.ts';
export type { EndpointInput } from './endpointMachine.ts';
export { bitsOf, type FeatureBit, featureBits, featureSetOf, featureSets } from './featureBits.ts';
export type { GrantInput } from './grantMachine.ts';
export type { GuestIommuInput } from './guestIommuMachine.ts';
export type { GuestPageInput } from './guestPageMachine.ts';
export { type HostMove, hostMoves } from './hostMachine.ts';
export type { InterfaceReportInput } from './interfaceReportMachine.ts';
export type { IoPteInput } from './ioPteMachine.ts';
export type { IoTlbMemInput } from './ioTlbMemMachine.ts';
export type { LaunchInput } from './launchMachine.ts';
export type { MappingInput } from './mappingMachine.ts';
export type { PageInput } from './pageMachine.ts';
export type { ParavisorInput } from './paravisorMachine.ts';
export type { PathChoiceInput } from './pathChoiceMachine.ts';
export type { PciDriverInput } from './pciDriverMachine.ts';
export type { PlatformInput } from './platformMachine.ts';
export type { PoolInput } from './poolMachine.ts';
export type { PoolMemoryInput } from './poolMemoryMachine.ts';
export type { PoolOwnerInput } from './poolOwnerMachine.ts';
export type { RecoveryInput } from './recoveryMachine.ts';
export type { RequestInput } from './requestMachine.ts';
export type { RestrictedPoolInput } from './restrictedPoolMachine.ts';
export type { RingPacketInput } from './ringPacketMachine.ts';
export type { SharedSlotInput } from './sharedSlotMachine.ts';
export type { SlotCountInput } from './slotCountMachine.ts';
export type { SlotInput } from './slotMachine.ts';
export type { SnoopInput } from './snoopMachine.ts';
export { stepsOfMove } from './stepsOfMove.ts';
export type { TdiContext, TdiInput } from './tdiInput.ts';
export { tdispErrors } from './tdispEvents.ts';
export type { TrustInput } from './trustMachine.ts';
export type { UserspacePolicyInput } from './userspacePolicyMachine.ts';
export type { VirtioDriverContext, VirtioDriverInput } from './virtioDriverMachine.ts';
export type { VirtioFeaturesInput } from './virtioFeaturesMachine.ts';
export type { VirtioInput } from './virtioMachine.ts';
export type { VirtqueueInput } from './virtqueueMachine.ts';
export type { VmbusBufferInput } from './vmbusBufferMachine.ts';
export type { VmbusChannelInput } from './vmbusChannelMachine.ts';
export type { VmbusOffersInput } from './vmbusOffersMachine.ts';
export type { VmbusReofferInput } from './vmbusReofferMachine.ts';
export type { VmbusServerInput } from './vmbusServerMachine.ts';
export type { VtomPageInput } from './vtomPageMachine.ts';
export {
  addressReaderMachine,
  addressWriterMachine,
  advertisedRangeMachine,
  apiOf,
  barBufferMachine,
  bootGateMachine,
  commandMediatorMachine,
  conversionMachine,
  deviceIdMachine,
  deviceMachine,
  discardListenerMachine,
  discardMachine,
  dispatchMachine,
  dmaConfigMachine,
  dmaDirectMachine,
  dmaOpsMachine,
  domainDeviceMachine,
  domainVisibilityMachine,
  encryptedQueueMachine,
  endpointMachine,
  enforcementMachine,
  grantMachine,
  guestIommuMachine,
  guestPageMachine,
  hostMachine,
  interfaceReportMachine,
  ioPteMachine,
  ioTlbMemMachine,
  launchMachine,
  mappingMachine,
  pageMachine,
  paravisorMachine,
  pathChoiceMachine,
  pciDriverMachine,
  platformMachine,
  poolMachine,
  poolMemoryMachine,
  poolOwnerMachine,
  poolUserMachine,
  recoveryMachine,
  requestMachine,
  restrictedPoolMachine,
  ringPacketMachine,
  sharedSlotMachine,
  slotCountMachine,
  slotMachine,
  snoopMachine,
  tdiMachine,
  trustMachine,
  userspacePolicyMachine,
  virtioDriverMachine,
  virtioFeaturesMachine,
  virtioMachine,
  virtqueueMachine,
  vmbusBufferMachine,
  vmbusChannelMachine,
  vmbusOffersMachine,
  vmbusReofferMachine,
  vmbusServerMachine,
  vtomPageMachine,
};

/** Every machine, under the name of its family in the proposals. A new one is one file and its lines here. */
export const machines = {
  host: hostMachine,
  page: pageMachine,
  pool: poolMachine,
  slot: slotMachine,
  mapping: mappingMachine,
  dmaDirect: dmaDirectMachine,
  device: deviceMachine,
  endpoint: endpointMachine,
  tdi: tdiMachine,
  pciDriver: pciDriverMachine,
  virtio: virtioMachine,
  virtioFeatures: virtioFeaturesMachine,
  virtioDriver: virtioDriverMachine,
  virtqueue: virtqueueMachine,
  restrictedPool: restrictedPoolMachine,
  platform: platformMachine,
  vmbusChannel: vmbusChannelMachine,
  request: requestMachine,
  dispatch: dispatchMachine,
  slotCount: slotCountMachine,
  guestPage: guestPageMachine,
  guestIommu: guestIommuMachine,
  grant: grantMachine,
  snoop: snoopMachine,
  poolMemory: poolMemoryMachine,
  dmaConfig: dmaConfigMachine,
  advertisedRange: advertisedRangeMachine,
  poolOwner: poolOwnerMachine,
  sharedSlot: sharedSlotMachine,
  addressWriter: addressWriterMachine,
  addressReader: addressReaderMachine,
  barBuffer: barBufferMachine,
  pathChoice: pathChoiceMachine,
  poolUser: poolUserMachine,
  vmbusServer: vmbusServerMachine,
  vmbusOffers: vmbusOffersMachine,
  vmbusReoffer: vmbusReofferMachine,
  vmbusBuffer: vmbusBufferMachine,
  ringPacket: ringPacketMachine,
  paravisor: paravisorMachine,
  encryptedQueue: encryptedQueueMachine,
  domainVisibility: domainVisibilityMachine,
  domainDevice: domainDeviceMachine,
  vtomPage: vtomPageMachine,
  ioPte: ioPteMachine,
  launch: launchMachine,
  discard: discardMachine,
  discardListener: discardListenerMachine,
  trust: trustMachine,
  enforcement: enforcementMachine,
  userspacePolicy: userspacePolicyMachine,
  conversion: conversionMachine,
  interfaceReport: interfaceReportMachine,
  commandMediator: commandMediatorMachine,
  dmaOps: dmaOpsMachine,
  recovery: recoveryMachine,
  ioTlbMem: ioTlbMemMachine,
  deviceId: deviceIdMachine,
  bootGate: bootGateMachine,
} as const;

/** Families of the proposals and the machine of each. */
export type Families = typeof machines;
