import { acceptWithLiveMappings } from './acceptWithLiveMappings.ts';
import { bindCapable } from './bindCapable.ts';
import { bindCapableStaleDte } from './bindCapableStaleDte.ts';
import { coalescedPciEnable } from './coalescedPciEnable.ts';
import { confidentialRing } from './confidentialRing.ts';
import { confidentialRingBelieved } from './confidentialRingBelieved.ts';
import { confidentialRingByBus } from './confidentialRingByBus.ts';
import { confidentialRingInPlace } from './confidentialRingInPlace.ts';
import { conversionByReplug } from './conversionByReplug.ts';
import { conversionDetached } from './conversionDetached.ts';
import { conversionInPlace } from './conversionInPlace.ts';
import { deviceDmaOps } from './deviceDmaOps.ts';
import { discardFlip } from './discardFlip.ts';
import { discardFlipOneDevice } from './discardFlipOneDevice.ts';
import { discardThreeStates } from './discardThreeStates.ts';
import { discardTwoStates } from './discardTwoStates.ts';
import { discardWithoutRollback } from './discardWithoutRollback.ts';
import { dmaDefaultToday } from './dmaDefaultToday.ts';
import { errorInsteadOfBounce } from './errorInsteadOfBounce.ts';
import { externalMemoryMovable } from './externalMemoryMovable.ts';
import { externalMemoryPinned } from './externalMemoryPinned.ts';
import { fallBackOnError } from './fallBackOnError.ts';
import { globalDmaOps } from './globalDmaOps.ts';
import { highBitEncoding } from './highBitEncoding.ts';
import { highBitEncodingOnly } from './highBitEncodingOnly.ts';
import { ioTlbMemNull } from './ioTlbMemNull.ts';
import { launchDecoupled } from './launchDecoupled.ts';
import { launchMapsEarly } from './launchMapsEarly.ts';
import { linux73CcShared } from './linux73CcShared.ts';
import { linux612ForceBounce } from './linux612ForceBounce.ts';
import { mixedDomain } from './mixedDomain.ts';
import { mixedDomainUnchecked } from './mixedDomainUnchecked.ts';
import { notBounceBit } from './notBounceBit.ts';
import { offersCounted } from './offersCounted.ts';
import { offersNotCounted } from './offersNotCounted.ts';
import { oneTrustVariable } from './oneTrustVariable.ts';
import { oneVisibilityPerDomain } from './oneVisibilityPerDomain.ts';
import { ovmfPostponesWrites } from './ovmfPostponesWrites.ts';
import { packetCopied } from './packetCopied.ts';
import { packetValidatedInPlace } from './packetValidatedInPlace.ts';
import { paravisorAttested } from './paravisorAttested.ts';
import { paravisorTrustedAtLaunch } from './paravisorTrustedAtLaunch.ts';
import { paravisorUnmeasured } from './paravisorUnmeasured.ts';
import { pciCoreIsAsked } from './pciCoreIsAsked.ts';
import { pciCoreRecovers } from './pciCoreRecovers.ts';
import { pciCoreRecoversByReset } from './pciCoreRecoversByReset.ts';
import { pciCoreRecoversCoalesced } from './pciCoreRecoversCoalesced.ts';
import { pciCoreRecoversForever } from './pciCoreRecoversForever.ts';
import { pciCoreRecoversOnOldEvidence } from './pciCoreRecoversOnOldEvidence.ts';
import { pciCoreRecoversUnderHost } from './pciCoreRecoversUnderHost.ts';
import { poolComesBack } from './poolComesBack.ts';
import { poolHoldsRequest } from './poolHoldsRequest.ts';
import { privateAccepted } from './privateAccepted.ts';
import { privatePool } from './privatePool.ts';
import type { Proposal } from './proposal.ts';
import { queueEncryptionEmulated } from './queueEncryptionEmulated.ts';
import { queueEncryptionEmulatedStrict } from './queueEncryptionEmulatedStrict.ts';
import { queueEncryptionLateKey } from './queueEncryptionLateKey.ts';
import { queueEncryptionOneKey } from './queueEncryptionOneKey.ts';
import { queueEncryptionPassthrough } from './queueEncryptionPassthrough.ts';
import { queueEncryptionSound } from './queueEncryptionSound.ts';
import { queueEncryptionTdi } from './queueEncryptionTdi.ts';
import { relayPassesFlags } from './relayPassesFlags.ts';
import { relayStripsFlags } from './relayStripsFlags.ts';
import { reofferKeepsFlags } from './reofferKeepsFlags.ts';
import { reofferRefreshesFlags } from './reofferRefreshesFlags.ts';
import { reportMmioUnchecked } from './reportMmioUnchecked.ts';
import { reportOfEarlierLock } from './reportOfEarlierLock.ts';
import { reportUnderLock } from './reportUnderLock.ts';
import { requestFailsWhenFull } from './requestFailsWhenFull.ts';
import { requestRequeuedForEver } from './requestRequeuedForEver.ts';
import { restrictedPoolAware } from './restrictedPoolAware.ts';
import { restrictedPoolLinux73 } from './restrictedPoolLinux73.ts';
import { restrictedPoolNo33 } from './restrictedPoolNo33.ts';
import { restrictedPoolUnaware } from './restrictedPoolUnaware.ts';
import { restrictedPoolUnawareOpen } from './restrictedPoolUnawareOpen.ts';
import { secureViommu } from './secureViommu.ts';
import { secureViommuFreeBit } from './secureViommuFreeBit.ts';
import { secureViommuStaleEntries } from './secureViommuStaleEntries.ts';
import { serverKeepsOpenFlags } from './serverKeepsOpenFlags.ts';
import { skippedEnforcements } from './skippedEnforcements.ts';
import { splitEnableLenientDevice } from './splitEnableLenientDevice.ts';
import { splitEnableStrictDevice } from './splitEnableStrictDevice.ts';
import { stubViommu } from './stubViommu.ts';
import { svsmHoldsWrites } from './svsmHoldsWrites.ts';
import { swiotlbDevDisable } from './swiotlbDevDisable.ts';
import { swiotlbDevDisableLate } from './swiotlbDevDisableLate.ts';
import { trustInEachLayer } from './trustInEachLayer.ts';
import { userspaceGatesAutoprobe } from './userspaceGatesAutoprobe.ts';
import { userspaceGatesDriver } from './userspaceGatesDriver.ts';
import { userspaceGatesSecrets } from './userspaceGatesSecrets.ts';
import { userspaceMarksPages } from './userspaceMarksPages.ts';
import { virtioDesigns } from './virtioDesigns.ts';
import { virtioSwiotlbHope } from './virtioSwiotlbHope.ts';
import { virtioSwiotlbHopeReports } from './virtioSwiotlbHopeReports.ts';
import { virtioSwiotlbLegacy } from './virtioSwiotlbLegacy.ts';
import { virtioSwiotlbRefuse } from './virtioSwiotlbRefuse.ts';
import { virtioSwiotlbStripped } from './virtioSwiotlbStripped.ts';
import { vtomAtMaximum } from './vtomAtMaximum.ts';
import { vtomHalfAtWill } from './vtomHalfAtWill.ts';
import { vtomHalfPool } from './vtomHalfPool.ts';
import { vtomsDisagree } from './vtomsDisagree.ts';

export type { Proposal, Stand } from './proposal.ts';
export { requestWorld } from './requestWorld.ts';
export { systemOf } from './systemOf.ts';
export { type SystemNumber, systems } from './systems.ts';
export { type Host, hosts, underHost } from './underHost.ts';

/** Every proposal, in the order of the claims table. A new one is one file, an import and a line here. */
export const proposals: readonly Proposal[] = [
  linux612ForceBounce,
  linux73CcShared,
  notBounceBit,
  privateAccepted,
  acceptWithLiveMappings,
  privatePool,
  errorInsteadOfBounce,
  fallBackOnError,
  ioTlbMemNull,
  virtioSwiotlbRefuse,
  virtioSwiotlbHope,
  virtioSwiotlbHopeReports,
  virtioSwiotlbStripped,
  virtioSwiotlbLegacy,
  restrictedPoolAware,
  restrictedPoolLinux73,
  restrictedPoolNo33,
  restrictedPoolUnaware,
  restrictedPoolUnawareOpen,
  dmaDefaultToday,
  stubViommu,
  splitEnableStrictDevice,
  coalescedPciEnable,
  poolHoldsRequest,
  requestRequeuedForEver,
  requestFailsWhenFull,
  ...virtioDesigns,
  queueEncryptionEmulated,
  queueEncryptionPassthrough,
  queueEncryptionTdi,
  queueEncryptionSound,
  queueEncryptionOneKey,
  queueEncryptionLateKey,
  userspaceGatesDriver,
  userspaceGatesAutoprobe,
  userspaceGatesSecrets,
  userspaceMarksPages,
  oneTrustVariable,
  pciCoreIsAsked,
  trustInEachLayer,
  skippedEnforcements,
  paravisorTrustedAtLaunch,
  paravisorAttested,
  paravisorUnmeasured,
  confidentialRing,
  confidentialRingByBus,
  confidentialRingBelieved,
  relayPassesFlags,
  relayStripsFlags,
  serverKeepsOpenFlags,
  offersNotCounted,
  offersCounted,
  reofferKeepsFlags,
  reofferRefreshesFlags,
  packetCopied,
  packetValidatedInPlace,
  confidentialRingInPlace,
  externalMemoryPinned,
  externalMemoryMovable,
  globalDmaOps,
  deviceDmaOps,
  oneVisibilityPerDomain,
  mixedDomain,
  mixedDomainUnchecked,
  vtomAtMaximum,
  vtomHalfPool,
  vtomHalfAtWill,
  vtomsDisagree,
  secureViommu,
  secureViommuStaleEntries,
  secureViommuFreeBit,
  launchMapsEarly,
  launchDecoupled,
  bindCapable,
  bindCapableStaleDte,
  discardTwoStates,
  discardFlip,
  discardFlipOneDevice,
  discardThreeStates,
  discardWithoutRollback,
  conversionByReplug,
  conversionDetached,
  conversionInPlace,
  reportUnderLock,
  reportMmioUnchecked,
  ovmfPostponesWrites,
  svsmHoldsWrites,
  queueEncryptionEmulatedStrict,
  reportOfEarlierLock,
  splitEnableLenientDevice,
  pciCoreRecovers,
  pciCoreRecoversForever,
  pciCoreRecoversByReset,
  pciCoreRecoversCoalesced,
  pciCoreRecoversUnderHost,
  pciCoreRecoversOnOldEvidence,
  swiotlbDevDisable,
  swiotlbDevDisableLate,
  poolComesBack,
  highBitEncoding,
  highBitEncodingOnly,
];
