import type { Claim } from '../composition/index.ts';
import { acceptanceIsPolicyNotDriver } from './acceptanceIsPolicyNotDriver.ts';
import { acceptOnlyDriverDetached } from './acceptOnlyDriverDetached.ts';
import { acceptRequiresFreshLockedEvidence } from './acceptRequiresFreshLockedEvidence.ts';
import { accessPlatformStripRejected } from './accessPlatformStripRejected.ts';
import { addressSaysPrivate } from './addressSaysPrivate.ts';
import { addressSpaceDisambiguation } from './addressSpaceDisambiguation.ts';
import { attestedParavisorBeforeSecrets } from './attestedParavisorBeforeSecrets.ts';
import { barWritesVisible } from './barWritesVisible.ts';
import { bindCapableStartsShared } from './bindCapableStartsShared.ts';
import { bit27NoAlias } from './bit27NoAlias.ts';
import { bmeClearAfterLockGoesError } from './bmeClearAfterLockGoesError.ts';
import { bootGateExclusive } from './bootGateExclusive.ts';
import { bouncePolicyStable } from './bouncePolicyStable.ts';
import { cBitMatchesPage } from './cBitMatchesPage.ts';
import { ciphertextFresh } from './ciphertextFresh.ts';
import { coalescedEnableAvoidsError } from './coalescedEnableAvoidsError.ts';
import { confidentialOfferRequiresTrustedConnection } from './confidentialOfferRequiresTrustedConnection.ts';
import { configSnapshotConsistent } from './configSnapshotConsistent.ts';
import { conventionalResetUnlocks } from './conventionalResetUnlocks.ts';
import { conversionCompletesOrRollsBack } from './conversionCompletesOrRollsBack.ts';
import { conversionFailureLeaksNotFrees } from './conversionFailureLeaksNotFrees.ts';
import { conversionIsReplug } from './conversionIsReplug.ts';
import { descriptorReadOnce } from './descriptorReadOnce.ts';
import { deviceRefusesUnrestrictedDriver } from './deviceRefusesUnrestrictedDriver.ts';
import { discardStateConsistent } from './discardStateConsistent.ts';
import { dmaAddressEncodingMatchesPool } from './dmaAddressEncodingMatchesPool.ts';
import { dmaLessDeviceNeverMasters } from './dmaLessDeviceNeverMasters.ts';
import { dmaMaskRespected } from './dmaMaskRespected.ts';
import { dmaOpsRespectMask } from './dmaOpsRespectMask.ts';
import { driverLoadGated } from './driverLoadGated.ts';
import { driverUnbindAvoidsError } from './driverUnbindAvoidsError.ts';
import { dteMatchesPageState } from './dteMatchesPageState.ts';
import { eventuallyLiveOrRefused } from './eventuallyLiveOrRefused.ts';
import { exemptionKeepsIommu } from './exemptionKeepsIommu.ts';
import { exposedPageIsReached } from './exposedPageIsReached.ts';
import { externalImpliesRing } from './externalImpliesRing.ts';
import { externalMemoryNeverBounces } from './externalMemoryNeverBounces.ts';
import { failedRequestChangesNothing } from './failedRequestChangesNothing.ts';
import { failedRequiresReset } from './failedRequiresReset.ts';
import { featureSubset } from './featureSubset.ts';
import { featuresOkReread } from './featuresOkReread.ts';
import { firstUseOnlyWhenLocked } from './firstUseOnlyWhenLocked.ts';
import { forceBounceRefusedWithPrivate } from './forceBounceRefusedWithPrivate.ts';
import { fromDeviceNoDisclosure } from './fromDeviceNoDisclosure.ts';
import { gpadlVisibilityMatchesFlag } from './gpadlVisibilityMatchesFlag.ts';
import { grantOnlyFromGuest } from './grantOnlyFromGuest.ts';
import { hostKnowledgeIsDeclassified } from './hostKnowledgeIsDeclassified.ts';
import { hostReadsNoQueuePayload } from './hostReadsNoQueuePayload.ts';
import { iommuAttributionCorrect } from './iommuAttributionCorrect.ts';
import { keyErasedOnReset } from './keyErasedOnReset.ts';
import { keyNeverToUntrusted } from './keyNeverToUntrusted.ts';
import { keySetBeforeDriverOk } from './keySetBeforeDriverOk.ts';
import { launchMeasuredBeforePrivateDma } from './launchMeasuredBeforePrivateDma.ts';
import { legacyNeverInCoCo } from './legacyNeverInCoCo.ts';
import { lockedNeedsSession } from './lockedNeedsSession.ts';
import { mappedMemoryIsReachable } from './mappedMemoryIsReachable.ts';
import { mismatchIsErrorNotBounce } from './mismatchIsErrorNotBounce.ts';
import { noAccessAfterWithdrawal } from './noAccessAfterWithdrawal.ts';
import { noConsumeBeforeDriverOk } from './noConsumeBeforeDriverOk.ts';
import { noCrossDeviceSlotRead } from './noCrossDeviceSlotRead.ts';
import { noDmaInError } from './noDmaInError.ts';
import { noDmaWithoutBme } from './noDmaWithoutBme.ts';
import { noDoublePrivateTransition } from './noDoublePrivateTransition.ts';
import { noEncryptionDowngrade } from './noEncryptionDowngrade.ts';
import { noFeatureAfterFeaturesOk } from './noFeatureAfterFeaturesOk.ts';
import { noForeignSlotRead } from './noForeignSlotRead.ts';
import { noLateDma } from './noLateDma.ts';
import { noLateDmaAfterUsed } from './noLateDmaAfterUsed.ts';
import { noMappingsAcrossAccept } from './noMappingsAcrossAccept.ts';
import { noMixedInIommufd } from './noMixedInIommufd.ts';
import { noNeighbourDisclosure } from './noNeighbourDisclosure.ts';
import { nonceOnlyWhileLocked } from './nonceOnlyWhileLocked.ts';
import { noPlaintextWhenEncrypted } from './noPlaintextWhenEncrypted.ts';
import { noPrivateByteInSharedPool } from './noPrivateByteInSharedPool.ts';
import { noRouteToSelf } from './noRouteToSelf.ts';
import { noSecretBounced } from './noSecretBounced.ts';
import { noSilentFailure } from './noSilentFailure.ts';
import { nullCipherIsVisible } from './nullCipherIsVisible.ts';
import { offerAccountedOnce } from './offerAccountedOnce.ts';
import { offersNoRegression } from './offersNoRegression.ts';
import { offsetAddressInRegion } from './offsetAddressInRegion.ts';
import { onDeviceOnlyAfterNegotiation } from './onDeviceOnlyAfterNegotiation.ts';
import { oneAddressSpacePerDevice } from './oneAddressSpacePerDevice.ts';
import { oneAddressSpacePerRequest } from './oneAddressSpacePerRequest.ts';
import { oneTrustBit } from './oneTrustBit.ts';
import { openFlagsAreConjunction } from './openFlagsAreConjunction.ts';
import { packetCopiedBeforeValidated } from './packetCopiedBeforeValidated.ts';
import { passthroughNotCaught } from './passthroughNotCaught.ts';
import { pciPassthruUnaffectedByVmbusOps } from './pciPassthruUnaffectedByVmbusOps.ts';
import { pinnedWhileShared } from './pinnedWhileShared.ts';
import { poolContainment } from './poolContainment.ts';
import { poolDiscoveryTotal } from './poolDiscoveryTotal.ts';
import { poolExhaustionIsErrorOrProgress } from './poolExhaustionIsErrorOrProgress.ts';
import { poolGivenAwayOnlyUnbound } from './poolGivenAwayOnlyUnbound.ts';
import { poolHonouredImpliesDmaApi } from './poolHonouredImpliesDmaApi.ts';
import { poolInitFailClosed } from './poolInitFailClosed.ts';
import { poolNotGeneralRam } from './poolNotGeneralRam.ts';
import { poolReservationEffective } from './poolReservationEffective.ts';
import { poolStateMatchesDevice } from './poolStateMatchesDevice.ts';
import { postedBufferCanBeTakenBack } from './postedBufferCanBeTakenBack.ts';
import { postponedWritesExact } from './postponedWritesExact.ts';
import { precedenceAgreed } from './precedenceAgreed.ts';
import { privateDeviceNeverBounces } from './privateDeviceNeverBounces.ts';
import { rangeIsDeclaredPool } from './rangeIsDeclaredPool.ts';
import { recoveryReattests } from './recoveryReattests.ts';
import { recoveryTerminates } from './recoveryTerminates.ts';
import { referencedPoolExists } from './referencedPoolExists.ts';
import { relayStripsConfidential } from './relayStripsConfidential.ts';
import { reofferFlagsConsistent } from './reofferFlagsConsistent.ts';
import { reportMatchesMmio } from './reportMatchesMmio.ts';
import { rescindCompletes } from './rescindCompletes.ts';
import { resetBeforeReuse } from './resetBeforeReuse.ts';
import { restrictedDriverPassesOnlyPoolAddresses } from './restrictedDriverPassesOnlyPoolAddresses.ts';
import { runNeedsLockAndNonce } from './runNeedsLockAndNonce.ts';
import { secretsOnlyAfterAcceptance } from './secretsOnlyAfterAcceptance.ts';
import { secretsOnlyToGenuineParavisor } from './secretsOnlyToGenuineParavisor.ts';
import { secretsReleasedAfterAcceptance } from './secretsReleasedAfterAcceptance.ts';
import { selectorTotal } from './selectorTotal.ts';
import { sharedDeviceAlwaysBounces } from './sharedDeviceAlwaysBounces.ts';
import { sharedDeviceReadsNothingPrivate } from './sharedDeviceReadsNothingPrivate.ts';
import { singleAddressDomainPerDevice } from './singleAddressDomainPerDevice.ts';
import { singleGrant } from './singleGrant.ts';
import { singlePoolOwner } from './singlePoolOwner.ts';
import { snoopGrantsExactlyInvited } from './snoopGrantsExactlyInvited.ts';
import { staleBytesNotRead } from './staleBytesNotRead.ts';
import { statusMonotoneUntilReset } from './statusMonotoneUntilReset.ts';
import { stopEndsDma } from './stopEndsDma.ts';
import { trustedDeviceIsNotBounced } from './trustedDeviceIsNotBounced.ts';
import { unawareGuestSafe } from './unawareGuestSafe.ts';
import { unlockedAlwaysReachable } from './unlockedAlwaysReachable.ts';
import { unshareAfterUnmap } from './unshareAfterUnmap.ts';
import { untrustedDeviceIsBounced } from './untrustedDeviceIsBounced.ts';
import { untrustedMessageRejected } from './untrustedMessageRejected.ts';
import { vmmAccessOnlyGranted } from './vmmAccessOnlyGranted.ts';
import { vtomAgree } from './vtomAgree.ts';
import { vtomSplitRespected } from './vtomSplitRespected.ts';
import { windowDisjointFromRam } from './windowDisjointFromRam.ts';

/** Every invariant, in the order of the claims table. A new one is one file, an import and a line here. */
export const invariants: readonly Claim[] = [
  noPrivateByteInSharedPool,
  hostKnowledgeIsDeclassified,
  fromDeviceNoDisclosure,
  noNeighbourDisclosure,
  noCrossDeviceSlotRead,
  staleBytesNotRead,
  secretsOnlyAfterAcceptance,
  unshareAfterUnmap,
  noLateDma,
  privateDeviceNeverBounces,
  sharedDeviceAlwaysBounces,
  poolStateMatchesDevice,
  mismatchIsErrorNotBounce,
  dmaAddressEncodingMatchesPool,
  singleAddressDomainPerDevice,
  bouncePolicyStable,
  dmaMaskRespected,
  acceptanceIsPolicyNotDriver,
  noMappingsAcrossAccept,
  acceptOnlyDriverDetached,
  acceptRequiresFreshLockedEvidence,
  forceBounceRefusedWithPrivate,
  conversionFailureLeaksNotFrees,
  restrictedDriverPassesOnlyPoolAddresses,
  poolContainment,
  poolHonouredImpliesDmaApi,
  poolInitFailClosed,
  noLateDmaAfterUsed,
  resetBeforeReuse,
  statusMonotoneUntilReset,
  featureSubset,
  noFeatureAfterFeaturesOk,
  featuresOkReread,
  deviceRefusesUnrestrictedDriver,
  noSilentFailure,
  noConsumeBeforeDriverOk,
  failedRequiresReset,
  bit27NoAlias,
  accessPlatformStripRejected,
  legacyNeverInCoCo,
  runNeedsLockAndNonce,
  lockedNeedsSession,
  nonceOnlyWhileLocked,
  stopEndsDma,
  failedRequestChangesNothing,
  unlockedAlwaysReachable,
  conventionalResetUnlocks,
  bmeClearAfterLockGoesError,
  coalescedEnableAvoidsError,
  driverUnbindAvoidsError,
  noDmaInError,
  noDmaWithoutBme,
  recoveryReattests,
  postedBufferCanBeTakenBack,
  poolExhaustionIsErrorOrProgress,
  grantOnlyFromGuest,
  vmmAccessOnlyGranted,
  exposedPageIsReached,
  noAccessAfterWithdrawal,
  singleGrant,
  iommuAttributionCorrect,
  snoopGrantsExactlyInvited,
  descriptorReadOnce,
  poolNotGeneralRam,
  poolReservationEffective,
  poolDiscoveryTotal,
  passthroughNotCaught,
  rangeIsDeclaredPool,
  configSnapshotConsistent,
  referencedPoolExists,
  singlePoolOwner,
  noForeignSlotRead,
  addressSpaceDisambiguation,
  oneAddressSpacePerRequest,
  selectorTotal,
  offsetAddressInRegion,
  noRouteToSelf,
  onDeviceOnlyAfterNegotiation,
  oneAddressSpacePerDevice,
  windowDisjointFromRam,
  barWritesVisible,
  precedenceAgreed,
  exemptionKeepsIommu,
  externalImpliesRing,
  confidentialOfferRequiresTrustedConnection,
  relayStripsConfidential,
  openFlagsAreConjunction,
  untrustedMessageRejected,
  reofferFlagsConsistent,
  gpadlVisibilityMatchesFlag,
  offerAccountedOnce,
  rescindCompletes,
  pinnedWhileShared,
  packetCopiedBeforeValidated,
  attestedParavisorBeforeSecrets,
  secretsOnlyToGenuineParavisor,
  keyNeverToUntrusted,
  keySetBeforeDriverOk,
  noPlaintextWhenEncrypted,
  nullCipherIsVisible,
  noEncryptionDowngrade,
  ciphertextFresh,
  keyErasedOnReset,
  hostReadsNoQueuePayload,
  noMixedInIommufd,
  sharedDeviceReadsNothingPrivate,
  mappedMemoryIsReachable,
  vtomSplitRespected,
  vtomAgree,
  cBitMatchesPage,
  launchMeasuredBeforePrivateDma,
  noDoublePrivateTransition,
  dteMatchesPageState,
  bindCapableStartsShared,
  discardStateConsistent,
  conversionCompletesOrRollsBack,
  oneTrustBit,
  trustedDeviceIsNotBounced,
  untrustedDeviceIsBounced,
  driverLoadGated,
  secretsReleasedAfterAcceptance,
  noSecretBounced,
  conversionIsReplug,
  reportMatchesMmio,
  postponedWritesExact,
  firstUseOnlyWhenLocked,
  pciPassthruUnaffectedByVmbusOps,
  dmaOpsRespectMask,
  recoveryTerminates,
  externalMemoryNeverBounces,
  poolGivenAwayOnlyUnbound,
  addressSaysPrivate,
  unawareGuestSafe,
  offersNoRegression,
  eventuallyLiveOrRefused,
  dmaLessDeviceNeverMasters,
  bootGateExclusive,
];
