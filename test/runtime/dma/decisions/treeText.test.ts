import { expect, test } from '@jest/globals';
import { linux73, linux612, treeText } from '../../../../runtime/dma/decisions/index.ts';

test('a decision is written down as its rows', () => {
  expect(treeText(linux612.unmap)).toBe(
    `dma_direct_unmap_page (Linux 6.12 kernel/dma/direct.h)
  1  skipCpuSync and inPool  release       no copy back
  2  skipCpuSync             nothing       nothing to do
  3  inPool                  sync release  copied back, then given back
  4  otherwise               sync          caches only`,
  );
});

test('alternatives, negations, failures and sources of single rows too', () => {
  expect(treeText(linux612.map)).toContain(
    '  5  (not dmaCapable or dmaKmallocNeedsBounce)                    fail notCapable   and there is no pool (DMA addr overflow)',
  );
  expect(treeText(linux73.alloc)).toContain('[Linux 7.3 kernel/dma/mapping.c dma_alloc_attrs]');
  expect(treeText(linux612.syncForCpu)).toContain('invalidateCache, copy');
  expect(treeText(linux612.syncForCpu)).toContain('otherwise                nothing');
});
