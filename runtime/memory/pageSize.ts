/** Bytes of a page: the unit of conversion, of the RMP and the Secure EPT, and of what one IOMMU entry maps. */
export const PAGE_SIZE = 4096;
