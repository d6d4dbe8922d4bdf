import type { AllocOutcome, Refusal } from './decisions.ts';
import { linux612Alloc } from './linux612Alloc.ts';

const refused: Refusal = { do: 'fail', failure: 'refused' };
const alloc = (
  from: Extract<AllocOutcome, { do: 'alloc' }>['from'],
  { convert = false, remap = false } = {},
): AllocOutcome => ({ do: 'alloc', from, convert, remap });

/**
 * Coherent memory in Linux 7.3 (7.3.4): memory of a pool is never converted, what is mapped a second time is
 * converted first, and whatever could not be converted is leaked everywhere.
 */
export const linux73Alloc: typeof linux612Alloc = {
  alloc: {
    name: 'dma_direct_alloc',
    source: 'Linux 7.3 kernel/dma/direct.c',
    rows: [
      {
        if: ['ccShared'],
        outcome: { do: 'fail', failure: 'misuse' },
        why: 'whether memory is shared is for the DMA layer to say',
        source: 'Linux 7.3 kernel/dma/mapping.c dma_alloc_attrs',
      },
      ...linux612Alloc.alloc.rows.slice(0, 5),
      {
        if: ['restrictedPool', 'poolCcShared', '!forceDmaUnencrypted'],
        outcome: refused,
        why: 'swiotlb_alloc(): the pool is of the wrong kind',
      },
      {
        if: ['restrictedPool', '!poolCcShared', 'forceDmaUnencrypted'],
        outcome: refused,
        why: 'swiotlb_alloc(): the pool is of the wrong kind',
      },
      {
        if: ['restrictedPool', 'remaps'],
        outcome: alloc('swiotlb', { remap: true }),
        why: 'slots are never converted',
      },
      { if: ['restrictedPool'], outcome: alloc('swiotlb'), why: 'slots are never converted' },
      {
        if: ['remaps', 'forceDmaUnencrypted'],
        outcome: alloc('pages', { convert: true, remap: true }),
        why: 'the linear mapping is converted before the second one is made',
      },
      { if: ['remaps'], outcome: alloc('pages', { remap: true }), why: 'an uncached mapping is made' },
      {
        if: ['forceDmaUnencrypted'],
        outcome: alloc('pages', { convert: true }),
        why: 'converted first, and cleared after it, since a conversion changes what memory holds',
      },
    ],
    otherwise: linux612Alloc.alloc.otherwise,
  },

  free: {
    name: 'dma_direct_free',
    source: 'Linux 7.3 kernel/dma/direct.c',
    rows: [
      ...linux612Alloc.free.rows.slice(0, 4),
      { if: ['restrictedPool'], outcome: { to: 'pages', convert: false }, why: 'slots are never converted' },
      {
        if: ['forceDmaUnencrypted'],
        outcome: { to: 'pages', convert: true },
        why: 'private again before anybody else gets it',
      },
    ],
    otherwise: linux612Alloc.free.otherwise,
  },

  allocDecryptFails: { ...linux612Alloc.allocDecryptFails, source: 'Linux 7.3 kernel/dma/direct.c' },
  freeEncryptFails: { ...linux612Alloc.freeEncryptFails, source: 'Linux 7.3 kernel/dma/direct.c' },
  atomicPoolDecryptFails: {
    name: 'atomic_pool_expand',
    source: 'Linux 7.3 kernel/dma/pool.c leak_pages',
    rows: [],
    otherwise: { outcome: 'leak', why: 'nobody knows whether the host reads the pages, so nobody gets them' },
  },
  poolDecryptFails: {
    name: 'set_memory_decrypted',
    source:
      'Linux 7.3 kernel/dma/swiotlb.c swiotlb_mark_pool_used, swiotlb_init_late, rmem_swiotlb_device_init, alloc_dma_pages',
    rows: [
      { if: ['bootPool'], outcome: 'markPoolUsed', why: 'a pool without a free slot hands out nothing' },
      { if: ['latePool'], outcome: 'leak', why: "the pool is not made, and its pages are nobody's" },
      { if: ['restrictedPoolMemory'], outcome: 'failDevice', why: 'the device gets no pool' },
    ],
    otherwise: { outcome: 'leak', why: 'a dynamic pool frees only what it could convert back' },
  },
};
