import { acceptWithLiveMappings } from './acceptWithLiveMappings.ts';
import { coalescedPciEnable } from './coalescedPciEnable.ts';
import { dmaDefaultToday } from './dmaDefaultToday.ts';
import { errorInsteadOfBounce } from './errorInsteadOfBounce.ts';
import { fallBackOnError } from './fallBackOnError.ts';
import { ioTlbMemNull } from './ioTlbMemNull.ts';
import { linux73CcShared } from './linux73CcShared.ts';
import { linux612ForceBounce } from './linux612ForceBounce.ts';
import { notBounceBit } from './notBounceBit.ts';
import { poolHoldsRequest } from './poolHoldsRequest.ts';
import { privateAccepted } from './privateAccepted.ts';
import { privatePool } from './privatePool.ts';
import type { Proposal } from './proposal.ts';
import { requestFailsWhenFull } from './requestFailsWhenFull.ts';
import { requestRequeuedForEver } from './requestRequeuedForEver.ts';
import { restrictedPoolAware } from './restrictedPoolAware.ts';
import { restrictedPoolLinux73 } from './restrictedPoolLinux73.ts';
import { restrictedPoolNo33 } from './restrictedPoolNo33.ts';
import { restrictedPoolUnaware } from './restrictedPoolUnaware.ts';
import { restrictedPoolUnawareOpen } from './restrictedPoolUnawareOpen.ts';
import { splitEnableStrictDevice } from './splitEnableStrictDevice.ts';
import { stubViommu } from './stubViommu.ts';
import { virtioSwiotlbHope } from './virtioSwiotlbHope.ts';
import { virtioSwiotlbHopeReports } from './virtioSwiotlbHopeReports.ts';
import { virtioSwiotlbLegacy } from './virtioSwiotlbLegacy.ts';
import { virtioSwiotlbRefuse } from './virtioSwiotlbRefuse.ts';
import { virtioSwiotlbStripped } from './virtioSwiotlbStripped.ts';

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
];
