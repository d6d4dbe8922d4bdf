import type { Requester } from '../bus/index.ts';
import { DmaApi, type DmaDevice } from '../dma/index.ts';
import type { GuestMemory } from '../memory/index.ts';
import type { GuestDesign } from './guestDesign.ts';
import type { Pools } from './guestPools.ts';

/** A DMA layer, and the one device that it serves. */
export interface GuestDma {
  readonly api: DmaApi;
  readonly device: DmaDevice;
}

/** What the DMA layer of a guest is made of. */
export interface GuestDmaOptions {
  readonly design: GuestDesign;
  readonly memory: GuestMemory;
  readonly pools: Pools;
  readonly requester: Requester;
  readonly isPrivate: boolean;
  /** Whether the addresses are to be those of the device's own bounce buffer. */
  readonly kind: 'dma' | 'bounceBuffer';
}

const number = 0;

/**
 * The DMA layer of a design, with a device whose driver is bound: made private before or after that, as the
 * design does it.
 *
 * A guest that has found a pool for its device knows that its memory is protected. One that has not takes
 * itself for a plain one, and maps memory as it is.
 */
export function guestDma({ design, memory, pools, requester, isPrivate, kind }: GuestDmaOptions): GuestDma {
  const { device: rules = { privateBy: 'nobody' }, dmaDirect, mapping, restrictedPool } = design;
  const { guestKnows = true } = restrictedPool ?? {};
  const used = kind === 'bounceBuffer' ? 'onDevice' : 'restricted';
  const protectedGuest = !restrictedPool || (guestKnows && typeof pools[used] === 'object');
  const followsDevice = rules.privateBy === 'acceptance' ? 'acceptance' : protectedGuest ? 'never' : 'bus';
  const api = new DmaApi({
    memory,
    decisions: design.dma.decisions,
    version: design.dma.base === 'linux612' ? '6.12' : '7.3',
    facts: { ccGuestMemEncrypt: protectedGuest, configRestrictedPool: guestKnows },
    ...(mapping ? { mapping } : {}),
    device: rules,
    dmaDirect: dmaDirect ?? { followsDevice },
  });
  const { onDevice, ...others } = pools;
  const device = api.addDevice({
    name: 'virtio0',
    number,
    pools: kind === 'bounceBuffer' && onDevice ? { ...others, onDevice } : others,
  });
  if (isPrivate && rules.privateBy === 'acceptance') {
    for (const type of ['LOCK', 'GET_EVIDENCE', 'ACCEPT'] as const) {
      api.deviceEvent(device, type);
      const event = { type, device: number };
      if (requester.admits(0, event)) requester.step(0, event);
    }
  }
  api.deviceEvent(device, 'BIND_DRIVER');
  if (isPrivate && rules.privateBy === 'driver') api.deviceEvent(device, 'SET_NO_BOUNCE');
  return { api, device };
}
