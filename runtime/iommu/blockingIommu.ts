import { hex } from '../addresses.ts';
import type { Iommu } from './iommu.ts';

/**
 * An IOMMU that lets nothing through: a stub that is there to be found by a driver that knows no pool.
 *
 * Source: the seed thread on restricted DMA, "a stub viommu that blocks all access"; virtio-iommu without a
 * driver and with bypass off.
 */
export const blockingIommu: Iommu = {
  translate: ({ address }) => ({ refused: `nothing is mapped, at ${hex(address)} or anywhere` }),
};
