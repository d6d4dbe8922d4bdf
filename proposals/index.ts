import { acceptWithLiveMappings } from './acceptWithLiveMappings.ts';
import { acpiWithoutPool } from './acpiWithoutPool.ts';
import { addressWidthAsRange } from './addressWidthAsRange.ts';
import { addressWidthAsRangeChecked } from './addressWidthAsRangeChecked.ts';
import { anyPoolForAnyDevice } from './anyPoolForAnyDevice.ts';
import { catchAllPool } from './catchAllPool.ts';
import { catchAllPoolEager } from './catchAllPoolEager.ts';
import { catchAllPoolPassthrough } from './catchAllPoolPassthrough.ts';
import { coalescedPciEnable } from './coalescedPciEnable.ts';
import { dmaDefaultToday } from './dmaDefaultToday.ts';
import { driverAndCorePool } from './driverAndCorePool.ts';
import { driverOwnedPool } from './driverOwnedPool.ts';
import { errorInsteadOfBounce } from './errorInsteadOfBounce.ts';
import { fallBackOnError } from './fallBackOnError.ts';
import { ioTlbMemNull } from './ioTlbMemNull.ts';
import { linux73CcShared } from './linux73CcShared.ts';
import { linux612ForceBounce } from './linux612ForceBounce.ts';
import { notBounceBit } from './notBounceBit.ts';
import { poolForEachDevice } from './poolForEachDevice.ts';
import { poolHoldsRequest } from './poolHoldsRequest.ts';
import { poolOverInitrd } from './poolOverInitrd.ts';
import { poolReportedAsRam } from './poolReportedAsRam.ts';
import { poolReportedAsRamAware } from './poolReportedAsRamAware.ts';
import { poolReservedAware } from './poolReservedAware.ts';
import { poolReservedInE820 } from './poolReservedInE820.ts';
import { privateAccepted } from './privateAccepted.ts';
import { privatePool } from './privatePool.ts';
import type { Proposal } from './proposal.ts';
import { prp0001Pool } from './prp0001Pool.ts';
import { prp0001PoolFailingClosed } from './prp0001PoolFailingClosed.ts';
import { prp0001PoolUnparsed } from './prp0001PoolUnparsed.ts';
import { requestFailsWhenFull } from './requestFailsWhenFull.ts';
import { requestRequeuedForEver } from './requestRequeuedForEver.ts';
import { restrictedDmaHandle } from './restrictedDmaHandle.ts';
import { restrictedDmaHandleFirstMatch } from './restrictedDmaHandleFirstMatch.ts';
import { restrictedDmaRange } from './restrictedDmaRange.ts';
import { restrictedDmaRangeReread } from './restrictedDmaRangeReread.ts';
import { restrictedDmaRangeTrusted } from './restrictedDmaRangeTrusted.ts';
import { restrictedPoolAware } from './restrictedPoolAware.ts';
import { restrictedPoolLinux73 } from './restrictedPoolLinux73.ts';
import { restrictedPoolNo33 } from './restrictedPoolNo33.ts';
import { restrictedPoolUnaware } from './restrictedPoolUnaware.ts';
import { restrictedPoolUnawareOpen } from './restrictedPoolUnawareOpen.ts';
import { snoopingTcb } from './snoopingTcb.ts';
import { snoopingTcbDoubleFetch } from './snoopingTcbDoubleFetch.ts';
import { snoopingTcbLate } from './snoopingTcbLate.ts';
import { snoopingTcbLateRevocation } from './snoopingTcbLateRevocation.ts';
import { splitEnableStrictDevice } from './splitEnableStrictDevice.ts';
import { stubViommu } from './stubViommu.ts';
import { twoStageIommu } from './twoStageIommu.ts';
import { twoStageIommuBypass } from './twoStageIommuBypass.ts';
import { twoStageIommuLazy } from './twoStageIommuLazy.ts';
import { viommuInTcb } from './viommuInTcb.ts';
import { viommuInVmm } from './viommuInVmm.ts';
import { viommuSimpleMode } from './viommuSimpleMode.ts';
import { viommuWrongAttribution } from './viommuWrongAttribution.ts';
import { virtioSwiotlbHope } from './virtioSwiotlbHope.ts';
import { virtioSwiotlbHopeReports } from './virtioSwiotlbHopeReports.ts';
import { virtioSwiotlbLegacy } from './virtioSwiotlbLegacy.ts';
import { virtioSwiotlbRefuse } from './virtioSwiotlbRefuse.ts';
import { virtioSwiotlbStripped } from './virtioSwiotlbStripped.ts';
import { vmmThroughStage1 } from './vmmThroughStage1.ts';
import { vmmThroughStage1Trapped } from './vmmThroughStage1Trapped.ts';

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
  twoStageIommu,
  twoStageIommuLazy,
  twoStageIommuBypass,
  vmmThroughStage1,
  vmmThroughStage1Trapped,
  viommuInVmm,
  viommuInTcb,
  viommuWrongAttribution,
  viommuSimpleMode,
  snoopingTcb,
  snoopingTcbLate,
  snoopingTcbDoubleFetch,
  snoopingTcbLateRevocation,
  poolReservedInE820,
  poolReservedAware,
  poolReportedAsRam,
  poolReportedAsRamAware,
  poolOverInitrd,
  acpiWithoutPool,
  prp0001Pool,
  prp0001PoolFailingClosed,
  prp0001PoolUnparsed,
  catchAllPool,
  catchAllPoolPassthrough,
  catchAllPoolEager,
  anyPoolForAnyDevice,
  poolForEachDevice,
  restrictedDmaRange,
  restrictedDmaRangeTrusted,
  restrictedDmaRangeReread,
  restrictedDmaHandle,
  restrictedDmaHandleFirstMatch,
  addressWidthAsRange,
  addressWidthAsRangeChecked,
  driverOwnedPool,
  driverAndCorePool,
];
