import type { Claim } from '../composition/index.ts';
import { acceptanceIsPolicyNotDriver } from './acceptanceIsPolicyNotDriver.ts';
import { acceptOnlyDriverDetached } from './acceptOnlyDriverDetached.ts';
import { acceptRequiresFreshLockedEvidence } from './acceptRequiresFreshLockedEvidence.ts';
import { accessPlatformStripRejected } from './accessPlatformStripRejected.ts';
import { addressSpaceDisambiguation } from './addressSpaceDisambiguation.ts';
import { barWritesVisible } from './barWritesVisible.ts';
import { bit27NoAlias } from './bit27NoAlias.ts';
import { bmeClearAfterLockGoesError } from './bmeClearAfterLockGoesError.ts';
import { bouncePolicyStable } from './bouncePolicyStable.ts';
import { coalescedEnableAvoidsError } from './coalescedEnableAvoidsError.ts';
import { configSnapshotConsistent } from './configSnapshotConsistent.ts';
import { conventionalResetUnlocks } from './conventionalResetUnlocks.ts';
import { conversionFailureLeaksNotFrees } from './conversionFailureLeaksNotFrees.ts';
import { descriptorReadOnce } from './descriptorReadOnce.ts';
import { deviceRefusesUnrestrictedDriver } from './deviceRefusesUnrestrictedDriver.ts';
import { dmaAddressEncodingMatchesPool } from './dmaAddressEncodingMatchesPool.ts';
import { dmaMaskRespected } from './dmaMaskRespected.ts';
import { driverUnbindAvoidsError } from './driverUnbindAvoidsError.ts';
import { exemptionKeepsIommu } from './exemptionKeepsIommu.ts';
import { exposedPageIsReached } from './exposedPageIsReached.ts';
import { failedRequestChangesNothing } from './failedRequestChangesNothing.ts';
import { failedRequiresReset } from './failedRequiresReset.ts';
import { featureSubset } from './featureSubset.ts';
import { featuresOkReread } from './featuresOkReread.ts';
import { forceBounceRefusedWithPrivate } from './forceBounceRefusedWithPrivate.ts';
import { fromDeviceNoDisclosure } from './fromDeviceNoDisclosure.ts';
import { grantOnlyFromGuest } from './grantOnlyFromGuest.ts';
import { hostKnowledgeIsDeclassified } from './hostKnowledgeIsDeclassified.ts';
import { iommuAttributionCorrect } from './iommuAttributionCorrect.ts';
import { legacyNeverInCoCo } from './legacyNeverInCoCo.ts';
import { lockedNeedsSession } from './lockedNeedsSession.ts';
import { mismatchIsErrorNotBounce } from './mismatchIsErrorNotBounce.ts';
import { noAccessAfterWithdrawal } from './noAccessAfterWithdrawal.ts';
import { noConsumeBeforeDriverOk } from './noConsumeBeforeDriverOk.ts';
import { noCrossDeviceSlotRead } from './noCrossDeviceSlotRead.ts';
import { noDmaInError } from './noDmaInError.ts';
import { noDmaWithoutBme } from './noDmaWithoutBme.ts';
import { noFeatureAfterFeaturesOk } from './noFeatureAfterFeaturesOk.ts';
import { noForeignSlotRead } from './noForeignSlotRead.ts';
import { noLateDma } from './noLateDma.ts';
import { noLateDmaAfterUsed } from './noLateDmaAfterUsed.ts';
import { noMappingsAcrossAccept } from './noMappingsAcrossAccept.ts';
import { noNeighbourDisclosure } from './noNeighbourDisclosure.ts';
import { nonceOnlyWhileLocked } from './nonceOnlyWhileLocked.ts';
import { noPrivateByteInSharedPool } from './noPrivateByteInSharedPool.ts';
import { noRouteToSelf } from './noRouteToSelf.ts';
import { noSilentFailure } from './noSilentFailure.ts';
import { offsetAddressInRegion } from './offsetAddressInRegion.ts';
import { onDeviceOnlyAfterNegotiation } from './onDeviceOnlyAfterNegotiation.ts';
import { oneAddressSpacePerDevice } from './oneAddressSpacePerDevice.ts';
import { oneAddressSpacePerRequest } from './oneAddressSpacePerRequest.ts';
import { passthroughNotCaught } from './passthroughNotCaught.ts';
import { poolContainment } from './poolContainment.ts';
import { poolDiscoveryTotal } from './poolDiscoveryTotal.ts';
import { poolExhaustionIsErrorOrProgress } from './poolExhaustionIsErrorOrProgress.ts';
import { poolHonouredImpliesDmaApi } from './poolHonouredImpliesDmaApi.ts';
import { poolInitFailClosed } from './poolInitFailClosed.ts';
import { poolNotGeneralRam } from './poolNotGeneralRam.ts';
import { poolReservationEffective } from './poolReservationEffective.ts';
import { poolStateMatchesDevice } from './poolStateMatchesDevice.ts';
import { postedBufferCanBeTakenBack } from './postedBufferCanBeTakenBack.ts';
import { precedenceAgreed } from './precedenceAgreed.ts';
import { privateDeviceNeverBounces } from './privateDeviceNeverBounces.ts';
import { rangeIsDeclaredPool } from './rangeIsDeclaredPool.ts';
import { recoveryReattests } from './recoveryReattests.ts';
import { referencedPoolExists } from './referencedPoolExists.ts';
import { resetBeforeReuse } from './resetBeforeReuse.ts';
import { restrictedDriverPassesOnlyPoolAddresses } from './restrictedDriverPassesOnlyPoolAddresses.ts';
import { runNeedsLockAndNonce } from './runNeedsLockAndNonce.ts';
import { secretsOnlyAfterAcceptance } from './secretsOnlyAfterAcceptance.ts';
import { selectorTotal } from './selectorTotal.ts';
import { sharedDeviceAlwaysBounces } from './sharedDeviceAlwaysBounces.ts';
import { singleAddressDomainPerDevice } from './singleAddressDomainPerDevice.ts';
import { singleGrant } from './singleGrant.ts';
import { singlePoolOwner } from './singlePoolOwner.ts';
import { snoopGrantsExactlyInvited } from './snoopGrantsExactlyInvited.ts';
import { staleBytesNotRead } from './staleBytesNotRead.ts';
import { statusMonotoneUntilReset } from './statusMonotoneUntilReset.ts';
import { stopEndsDma } from './stopEndsDma.ts';
import { unlockedAlwaysReachable } from './unlockedAlwaysReachable.ts';
import { unshareAfterUnmap } from './unshareAfterUnmap.ts';
import { vmmAccessOnlyGranted } from './vmmAccessOnlyGranted.ts';
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
];
