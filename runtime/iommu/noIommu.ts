import { type DmaAddr, type Gpa, gpa, physAddr } from '../addresses.ts';
import { aliasAddress, type Platform } from '../memory/index.ts';
import type { Iommu } from './iommu.ts';

/** An address of a device taken as a place in memory, with the alias that platform and T bit give it. */
export function untranslated(platform: Platform, address: DmaAddr, t: 0 | 1): Gpa {
  if (platform.aliasOnBus) return gpa(address);
  return aliasAddress(platform, physAddr(address), t === 1 ? 'private' : 'shared');
}

/** No IOMMU, or one in bypass: every address leads where it says. */
export const noIommu = (platform: Platform): Iommu => ({
  translate: ({ address, t }) => ({ gpa: untranslated(platform, address, t) }),
});
