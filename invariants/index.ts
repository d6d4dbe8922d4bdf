import type { Claim } from '../composition/index.ts';
import { acceptOnlyDriverDetached } from './acceptOnlyDriverDetached.ts';
import { acceptRequiresFreshLockedEvidence } from './acceptRequiresFreshLockedEvidence.ts';
import { acceptanceIsPolicyNotDriver } from './acceptanceIsPolicyNotDriver.ts';
import { bouncePolicyStable } from './bouncePolicyStable.ts';
import { conversionFailureLeaksNotFrees } from './conversionFailureLeaksNotFrees.ts';
import { dmaAddressEncodingMatchesPool } from './dmaAddressEncodingMatchesPool.ts';
import { dmaMaskRespected } from './dmaMaskRespected.ts';
import { forceBounceRefusedWithPrivate } from './forceBounceRefusedWithPrivate.ts';
import { fromDeviceNoDisclosure } from './fromDeviceNoDisclosure.ts';
import { hostKnowledgeIsDeclassified } from './hostKnowledgeIsDeclassified.ts';
import { mismatchIsErrorNotBounce } from './mismatchIsErrorNotBounce.ts';
import { noCrossDeviceSlotRead } from './noCrossDeviceSlotRead.ts';
import { noLateDma } from './noLateDma.ts';
import { noMappingsAcrossAccept } from './noMappingsAcrossAccept.ts';
import { noNeighbourDisclosure } from './noNeighbourDisclosure.ts';
import { noPrivateByteInSharedPool } from './noPrivateByteInSharedPool.ts';
import { poolStateMatchesDevice } from './poolStateMatchesDevice.ts';
import { privateDeviceNeverBounces } from './privateDeviceNeverBounces.ts';
import { secretsOnlyAfterAcceptance } from './secretsOnlyAfterAcceptance.ts';
import { sharedDeviceAlwaysBounces } from './sharedDeviceAlwaysBounces.ts';
import { singleAddressDomainPerDevice } from './singleAddressDomainPerDevice.ts';
import { staleBytesNotRead } from './staleBytesNotRead.ts';
import { unshareAfterUnmap } from './unshareAfterUnmap.ts';
import { restrictedDriverPassesOnlyPoolAddresses } from './restrictedDriverPassesOnlyPoolAddresses.ts';
import { poolContainment } from './poolContainment.ts';
import { poolHonouredImpliesDmaApi } from './poolHonouredImpliesDmaApi.ts';
import { poolInitFailClosed } from './poolInitFailClosed.ts';
import { noLateDmaAfterUsed } from './noLateDmaAfterUsed.ts';
import { resetBeforeReuse } from './resetBeforeReuse.ts';
import { statusMonotoneUntilReset } from './statusMonotoneUntilReset.ts';
import { featureSubset } from './featureSubset.ts';
import { noFeatureAfterFeaturesOk } from './noFeatureAfterFeaturesOk.ts';
import { featuresOkReread } from './featuresOkReread.ts';
import { deviceRefusesUnrestrictedDriver } from './deviceRefusesUnrestrictedDriver.ts';
import { noSilentFailure } from './noSilentFailure.ts';
import { noConsumeBeforeDriverOk } from './noConsumeBeforeDriverOk.ts';
import { failedRequiresReset } from './failedRequiresReset.ts';
import { bit27NoAlias } from './bit27NoAlias.ts';
import { accessPlatformStripRejected } from './accessPlatformStripRejected.ts';
import { legacyNeverInCoCo } from './legacyNeverInCoCo.ts';

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
];
