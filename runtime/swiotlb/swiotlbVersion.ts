/** Rules about the memory of pools in which versions of Linux differ; the allocator itself is the same. */
export interface SwiotlbRules {
  /** A pool whose memory could not be converted is not used. Before, the failure went unnoticed. */
  readonly failsClosed: boolean;
  /** A pool knows whether its memory is shared, and a device that wants the other kind gets an error. */
  readonly tracksCcShared: boolean;
}

/**
 * Versions of swiotlb, by their kernel.
 *
 * Source: Linux 6.12.117 and 7.3.4 kernel/dma/swiotlb.c; commits ad8d2326d264 (handle set_memory_decrypted()
 * failures) and d5fd03cdd6c0 (track pool encryption state and honor DMA_ATTR_CC_SHARED), both in 7.3.
 */
export const swiotlbVersions = {
  '6.12': { failsClosed: false, tracksCcShared: false },
  '7.3': { failsClosed: true, tracksCcShared: true },
} as const satisfies Readonly<Record<string, SwiotlbRules>>;

export type SwiotlbVersion = keyof typeof swiotlbVersions;
