import type { Visibility } from '../../machines/index.ts';
import { type DmaAddr, dmaAddr, type PhysAddr } from '../addresses.ts';
import { aliasAddress, type Platform } from '../memory/index.ts';
import type { AddressOf } from './decisions/index.ts';

/** What a device takes memory for whose address was made so. */
export const memoryOf = (address: AddressOf): Visibility =>
  address === 'physToDmaUnencrypted' ? 'shared' : 'private';

/**
 * The DMA address of memory: with the bit that says private or shared, where addresses on the bus carry it.
 *
 * Source: Linux 6.12 and 7.3 include/linux/dma-direct.h phys_to_dma, phys_to_dma_unencrypted.
 * Left out: dma_range_map; that the bit counts against the mask of the device on Arm CCA.
 */
export function dmaAddressOf(platform: Platform, address: AddressOf, at: PhysAddr): DmaAddr {
  if (address === 'phys' || !platform.aliasOnBus) return dmaAddr(at);
  return dmaAddr(aliasAddress(platform, at, memoryOf(address)));
}
