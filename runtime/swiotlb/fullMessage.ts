import { hex } from '../addresses.ts';
import { IO_TLB_SEGSIZE, nrSlots } from './ioTlb.ts';
import type { IoTlbPool } from './ioTlbPool.ts';
import type { SwiotlbDevice } from './swiotlbDevice.ts';

/** Why no slots were found: what was asked for, what is in use, and the longest run that there is. */
export function fullMessage(
  name: string,
  pools: readonly IoTlbPool[],
  device: SwiotlbDevice,
  size: number,
): string {
  const slots = nrSlots(size);
  const asked = `${name} has no room for ${device.name}: ${slots} contiguous slots were asked for`;
  if (slots > IO_TLB_SEGSIZE) return `${asked}, and no mapping has more than ${IO_TLB_SEGSIZE}`;
  const longest = Math.max(...pools.map(({ largestRun }) => largestRun));
  const reason =
    longest < slots ? '' : ', which is not aligned as asked, crosses a boundary, or leaves its area';
  const told = pools.map(
    ({ start, used, nslabs }) => `${used} of ${nslabs} slots used in the pool at ${hex(start)}`,
  );
  return `${asked}; ${told.join(', ')}; the largest free run has ${longest}${reason}`;
}
