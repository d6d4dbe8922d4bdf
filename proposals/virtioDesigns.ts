import { acpiWithoutPool } from './acpiWithoutPool.ts';
import { addressBit65 } from './addressBit65.ts';
import { addressBit65OldDevice } from './addressBit65OldDevice.ts';
import { addressWidthAsRange } from './addressWidthAsRange.ts';
import { addressWidthAsRangeChecked } from './addressWidthAsRangeChecked.ts';
import { allOnDevice } from './allOnDevice.ts';
import { allOnDeviceStaleMode } from './allOnDeviceStaleMode.ts';
import { anyPoolForAnyDevice } from './anyPoolForAnyDevice.ts';
import { barBufferUncached } from './barBufferUncached.ts';
import { barBufferWriteBack } from './barBufferWriteBack.ts';
import { barBufferWriteBackFlushed } from './barBufferWriteBackFlushed.ts';
import { barOffsets } from './barOffsets.ts';
import { barOffsetsUnchecked } from './barOffsetsUnchecked.ts';
import { barStagingPerRequest } from './barStagingPerRequest.ts';
import { barStagingPerRequestMixed } from './barStagingPerRequestMixed.ts';
import { barStagingUnmarked } from './barStagingUnmarked.ts';
import { bootGate } from './bootGate.ts';
import { bootGateAware } from './bootGateAware.ts';
import { bootGateUnmeasured } from './bootGateUnmeasured.ts';
import { bothBitsIommuFirst } from './bothBitsIommuFirst.ts';
import { bothBitsNoIommu } from './bothBitsNoIommu.ts';
import { bothBitsOverride } from './bothBitsOverride.ts';
import { bothBitsUndefined } from './bothBitsUndefined.ts';
import { bufferBitmap } from './bufferBitmap.ts';
import { busMasterCleared } from './busMasterCleared.ts';
import { catchAllPool } from './catchAllPool.ts';
import { catchAllPoolEager } from './catchAllPoolEager.ts';
import { catchAllPoolPassthrough } from './catchAllPoolPassthrough.ts';
import { dmaLessDevice } from './dmaLessDevice.ts';
import { dmaLessDeviceByPromise } from './dmaLessDeviceByPromise.ts';
import { dmaLessDeviceHoping } from './dmaLessDeviceHoping.ts';
import { driverAndCorePool } from './driverAndCorePool.ts';
import { driverOwnedPool } from './driverOwnedPool.ts';
import { driverWindow } from './driverWindow.ts';
import { driverWindowReserved } from './driverWindowReserved.ts';
import { fakeDmaToBar } from './fakeDmaToBar.ts';
import { fakeDmaToBarAliased } from './fakeDmaToBarAliased.ts';
import { fourPointPlan } from './fourPointPlan.ts';
import { fourPointPlanBitOnly } from './fourPointPlanBitOnly.ts';
import { fourPointPlanUnaware } from './fourPointPlanUnaware.ts';
import { newDeviceId } from './newDeviceId.ts';
import { newDeviceIdOverridden } from './newDeviceIdOverridden.ts';
import { newDeviceIdSwapped } from './newDeviceIdSwapped.ts';
import { poolForEachDevice } from './poolForEachDevice.ts';
import { poolOverInitrd } from './poolOverInitrd.ts';
import { poolReportedAsRam } from './poolReportedAsRam.ts';
import { poolReportedAsRamAware } from './poolReportedAsRamAware.ts';
import { poolReservedAware } from './poolReservedAware.ts';
import { poolReservedInE820 } from './poolReservedInE820.ts';
import type { Proposal } from './proposal.ts';
import { prp0001Pool } from './prp0001Pool.ts';
import { prp0001PoolFailingClosed } from './prp0001PoolFailingClosed.ts';
import { prp0001PoolUnparsed } from './prp0001PoolUnparsed.ts';
import { restrictedDmaHandle } from './restrictedDmaHandle.ts';
import { restrictedDmaHandleFirstMatch } from './restrictedDmaHandleFirstMatch.ts';
import { restrictedDmaRange } from './restrictedDmaRange.ts';
import { restrictedDmaRangeReread } from './restrictedDmaRangeReread.ts';
import { restrictedDmaRangeTrusted } from './restrictedDmaRangeTrusted.ts';
import { shareUnshareCleared } from './shareUnshareCleared.ts';
import { shareUnshareHypercalls } from './shareUnshareHypercalls.ts';
import { snoopingTcb } from './snoopingTcb.ts';
import { snoopingTcbDoubleFetch } from './snoopingTcbDoubleFetch.ts';
import { snoopingTcbLate } from './snoopingTcbLate.ts';
import { snoopingTcbLateRevocation } from './snoopingTcbLateRevocation.ts';
import { swiotlbCapabilityOnly } from './swiotlbCapabilityOnly.ts';
import { twoStageIommu } from './twoStageIommu.ts';
import { twoStageIommuBypass } from './twoStageIommuBypass.ts';
import { twoStageIommuLazy } from './twoStageIommuLazy.ts';
import { unawarePassthroughAndVsock } from './unawarePassthroughAndVsock.ts';
import { viommuInTcb } from './viommuInTcb.ts';
import { viommuInVmm } from './viommuInVmm.ts';
import { viommuSimpleMode } from './viommuSimpleMode.ts';
import { viommuWrongAttribution } from './viommuWrongAttribution.ts';
import { virtioSwiotlbHopeHonouringGuest } from './virtioSwiotlbHopeHonouringGuest.ts';
import { virtioSwiotlbRefuseHonouringGuest } from './virtioSwiotlbRefuseHonouringGuest.ts';
import { vmmThroughStage1 } from './vmmThroughStage1.ts';
import { vmmThroughStage1Trapped } from './vmmThroughStage1Trapped.ts';

/**
 * The smaller designs of S1 to S35: what a description, an IOMMU, an address, a gate or an owner of a pool is worth by
 * itself. A part of the index, which would be too long with them.
 */
export const virtioDesigns: readonly Proposal[] = [
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
  barStagingUnmarked,
  barStagingPerRequest,
  barStagingPerRequestMixed,
  fakeDmaToBar,
  fakeDmaToBarAliased,
  barOffsets,
  barOffsetsUnchecked,
  allOnDevice,
  allOnDeviceStaleMode,
  driverWindow,
  driverWindowReserved,
  addressBit65,
  addressBit65OldDevice,
  bufferBitmap,
  barBufferUncached,
  barBufferWriteBack,
  barBufferWriteBackFlushed,
  bothBitsIommuFirst,
  bothBitsOverride,
  bothBitsUndefined,
  bothBitsNoIommu,
  swiotlbCapabilityOnly,
  dmaLessDevice,
  dmaLessDeviceHoping,
  dmaLessDeviceByPromise,
  busMasterCleared,
  virtioSwiotlbRefuseHonouringGuest,
  virtioSwiotlbHopeHonouringGuest,
  fourPointPlan,
  fourPointPlanUnaware,
  fourPointPlanBitOnly,
  newDeviceId,
  newDeviceIdOverridden,
  newDeviceIdSwapped,
  bootGate,
  bootGateAware,
  bootGateUnmeasured,
  unawarePassthroughAndVsock,
  shareUnshareHypercalls,
  shareUnshareCleared,
];
