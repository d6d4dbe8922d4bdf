import { type DevicePools, guestPool } from '../dma/index.ts';
import type { GuestMemory } from '../memory/index.ts';
import type { SwiotlbOptions } from '../swiotlb/index.ts';
import type { GuestDesign } from './guestDesign.ts';

/** The pools of a guest with one device. */
export type Pools = DevicePools;

/** The pools that a design gives its guest, each of `nslabs` slots. @throws {FullError} if memory is too small. */
export function poolsOf(
  { pools, restrictedPool, dma }: GuestDesign,
  memory: GuestMemory,
  nslabs: number,
): Pools {
  const version = dma.base === 'linux612' ? '6.12' : '7.3';
  const make = (name: string, own: Partial<SwiotlbOptions>) =>
    guestPool(memory, { nslabs, nareas: 1, version, name, ...own });
  const isPrivate = ({ visibility }: (typeof pools)[number]) => visibility === 'private';
  if (!restrictedPool)
    return {
      ...(pools.every(isPrivate) ? {} : { default: make('shared pool', { ccShared: true }) }),
      ...(pools.some(isPrivate) ? { private: make('private pool', { ccShared: false }) } : {}),
    };
  switch (restrictedPool.described ?? 'memoryRegion') {
    case 'memoryRegion':
      return { restricted: make('restricted pool', { ccShared: true, forceBounce: true, forAlloc: true }) };
    case 'capability':
      return { onDevice: make('bounce buffer', { ccShared: true, forceBounce: true, forAlloc: true }) };
    case 'invalid':
      return { restricted: 'rejected' };
    case 'unreferenced':
    case 'none':
      return {};
  }
}
