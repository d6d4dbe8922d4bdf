import { hex, physAddr } from '../addresses.ts';
import { aliasAddress, PAGE_SIZE, type Platform } from '../memory/index.ts';
import type { Iommu } from './iommu.ts';

/**
 * AMD's virtual top of memory in the IOMMU: what lies below is meant as private, and what lies above it is
 * the same memory again, meant as shared. Every address passes; whether the page is what the address says
 * is decided where pages are.
 *
 * Source: the seed thread on secure VFIO, TIO and vIOMMU ("everything below <addr> is private, above <addr>
 * shared"); AMD64 APM volume 2, 15.36.8 "Virtual Top-of-Memory".
 * Left out: a second vTOM of the CPU (VMSA) that disagrees; requests without the T bit go by their place alone.
 *
 * @throws {RangeError} unless the boundary is at a page, and above 0.
 */
export function vtomIommu(platform: Platform, vtom: number): Iommu {
  if (!Number.isSafeInteger(vtom) || vtom <= 0 || vtom % PAGE_SIZE !== 0)
    throw new RangeError(`vTOM ${hex(vtom)} is no multiple of ${PAGE_SIZE} above 0`);
  return {
    translate: ({ address }) => ({
      gpa:
        address < vtom
          ? aliasAddress(platform, physAddr(address), 'private')
          : aliasAddress(platform, physAddr(address - vtom), 'shared'),
    }),
  };
}
