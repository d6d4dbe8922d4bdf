import type { AllocOutcome, Decisions } from './decisions.ts';

const alloc = (
  from: Extract<AllocOutcome, { do: 'alloc' }>['from'],
  { convert = false, remap = false } = {},
): AllocOutcome => ({ do: 'alloc', from, convert, remap });

/**
 * Coherent memory in Linux 6.12 (6.12.117), and what becomes of memory whose conversion fails. Two rules that
 * Linux 7.3 has are missing: memory of a restricted pool is converted as if it were pages, and remapped
 * memory keeps a private linear mapping.
 */
export const linux612Alloc: Pick<
  Decisions,
  'alloc' | 'free' | 'allocDecryptFails' | 'freeEncryptFails' | 'atomicPoolDecryptFails' | 'poolDecryptFails'
> = {
  alloc: {
    name: 'dma_direct_alloc',
    source: 'Linux 6.12 kernel/dma/direct.c',
    rows: [
      {
        if: ['noKernelMapping', '!forceDmaUnencrypted', '!restrictedPool'],
        outcome: alloc('pages'),
        why: 'the caller wants no mapping, and none is needed to convert',
      },
      {
        if: ['!coherent', 'archHasDmaAlloc', '!restrictedPool'],
        outcome: alloc('archDmaAlloc'),
        why: 'the architecture knows better',
      },
      {
        if: ['!coherent', 'configGlobalPool'],
        outcome: alloc('globalPool'),
        why: 'always, restricted or confidential or not',
      },
      {
        if: ['!coherent', '!archHasSetUncached', '!configDirectRemap'],
        outcome: { do: 'fail', failure: 'notCapable' },
        why: 'coherent DMA allocations not supported on this platform',
      },
      {
        if: ['usesAtomicPool', ['remaps', 'forceDmaUnencrypted']],
        outcome: alloc('atomicPool'),
        why: 'what cannot wait takes memory that is shared already',
      },
      {
        if: ['restrictedPool', 'remaps'],
        outcome: alloc('swiotlb', { remap: true }),
        why: 'slots of the pool, and never other pages',
      },
      {
        if: ['restrictedPool', 'forceDmaUnencrypted'],
        outcome: alloc('swiotlb', { convert: true }),
        why: 'slots that are shared already are converted once more',
      },
      { if: ['restrictedPool'], outcome: alloc('swiotlb'), why: 'slots of the pool, and never other pages' },
      {
        if: ['remaps'],
        outcome: alloc('pages', { remap: true }),
        why: 'the linear mapping of the pages is left private',
      },
      {
        if: ['forceDmaUnencrypted'],
        outcome: alloc('pages', { convert: true }),
        why: 'converted first, and cleared after it, since a conversion changes what memory holds',
      },
    ],
    otherwise: { outcome: alloc('pages'), why: 'pages as they are' },
  },

  free: {
    name: 'dma_direct_free',
    source: 'Linux 6.12 kernel/dma/direct.c',
    rows: [
      {
        if: ['noKernelMapping', '!forceDmaUnencrypted', '!restrictedPool'],
        outcome: { to: 'pages', convert: false },
        why: 'it was never converted',
      },
      {
        if: ['archHasDmaAlloc', '!coherent', '!restrictedPool'],
        outcome: { to: 'archDmaAlloc', convert: false },
        why: 'the architecture knows better',
      },
      {
        if: ['configGlobalPool', '!coherent'],
        outcome: { to: 'globalPool', convert: false },
        why: 'it came from there',
      },
      {
        if: ['fromAtomicPool'],
        outcome: { to: 'atomicPool', convert: false },
        why: 'that memory stays shared',
      },
      {
        if: ['remapped'],
        outcome: { to: 'pages', convert: false },
        why: 'the second mapping is undone; the pages are private still',
      },
      {
        if: ['forceDmaUnencrypted'],
        outcome: { to: 'pages', convert: true },
        why: 'private again before anybody else gets it; slots of a restricted pool too, which then are private slots',
      },
    ],
    otherwise: { outcome: { to: 'pages', convert: false }, why: 'it was never converted' },
  },

  allocDecryptFails: {
    name: 'dma_direct_alloc',
    source: 'Linux 6.12 kernel/dma/direct.c out_leak_pages; CVE-2024-35939',
    rows: [],
    otherwise: { outcome: 'leak', why: 'nobody knows whether the host reads the pages, so nobody gets them' },
  },
  freeEncryptFails: {
    name: 'dma_set_encrypted',
    source: 'Linux 6.12 kernel/dma/direct.c dma_direct_free',
    rows: [],
    otherwise: { outcome: 'leak', why: "leaking DMA memory that can't be re-encrypted" },
  },
  atomicPoolDecryptFails: {
    name: 'atomic_pool_expand',
    source: 'Linux 6.12 kernel/dma/pool.c remove_mapping, free_page',
    rows: [
      {
        if: ['configDirectRemap'],
        outcome: 'free',
        why: 'pages of unknown state go back to the page allocator',
      },
    ],
    otherwise: { outcome: 'leak', why: 'the label that frees them is not compiled in' },
  },
  poolDecryptFails: {
    name: 'set_memory_decrypted',
    source:
      'Linux 6.12 kernel/dma/swiotlb.c swiotlb_update_mem_attributes, swiotlb_init_late, rmem_swiotlb_device_init, alloc_dma_pages',
    rows: [
      { if: ['bootPool'], outcome: 'handOut', why: 'the return value is not looked at' },
      { if: ['latePool'], outcome: 'handOut', why: 'the return value is not looked at' },
      { if: ['restrictedPoolMemory'], outcome: 'handOut', why: 'the return value is not looked at' },
    ],
    otherwise: { outcome: 'leak', why: 'a dynamic pool frees only what it could convert back' },
  },
};
