/**
 * What dma-debug finds, by number, in Linux's words.
 *
 * Source: Linux 6.12 kernel/dma/debug.c check_unmap (1 to 8), check_for_stack, check_for_illegal_area,
 * debug_dma_map_single (9 to 11), check_sync (12 to 16), check_sg_segment (17, 18), dma_debug_device_change
 * (19), add_dma_entry, active_cacheline_inc_overlap (20, 21).
 */
export const dmaDebugChecks = {
  D1: 'tries to free an invalid DMA memory address',
  D2: 'tries to free DMA memory it has not allocated',
  D3: 'frees DMA memory with different size',
  D4: 'frees DMA memory with wrong function',
  D5: 'frees DMA memory with different CPU address',
  D6: 'frees DMA sg list with different entry count',
  D7: 'frees DMA memory with different direction',
  D8: 'failed to check map error',
  D9: 'maps memory from stack',
  D10: 'maps memory from kernel text or rodata',
  D11: 'maps memory from invalid or vmalloc area',
  D12: 'tries to sync DMA memory it has not allocated',
  D13: 'syncs DMA memory outside allocated range',
  D14: 'syncs DMA memory with different direction',
  D15: 'syncs memory for the side that does not use it: read-only memory for cpu, write-only memory to device',
  D16: 'syncs DMA sg list with different entry count',
  D17: 'maps an sg segment longer than the device claims to support',
  D18: 'maps an sg segment across a boundary',
  D19: 'has pending DMA allocations while released from device',
  D20: 'cacheline tracking EEXIST, overlapping mappings are not supported',
  D21: 'exceeded 7 overlapping mappings of a cacheline',
} as const;

export type DmaDebugCheck = keyof typeof dmaDebugChecks;

/** One thing that is wrong with a call of the DMA API. */
export interface DmaDebugFinding {
  readonly check: DmaDebugCheck;
  /** Names the device, the check and the mapping that it is about. */
  readonly message: string;
}
