import { always } from './define.ts';

/** Nobody knows who reaches a page whose conversion failed, so it is lost on purpose. */
export const conversionFailureLeaksNotFrees = always({
  name: 'conversionFailureLeaksNotFrees',
  summary: 'a page whose conversion failed is never in the page allocator again',
  source: 'CVE-2024-36909 to CVE-2024-36913, CVE-2024-35939; Linux 6.12 kernel/dma/direct.c dma_direct_alloc',
  over: ['page'],
  applies: ({ page }) => page.value === 'unknown',
  holds: ({ page }) => page.context.owner !== 'allocator',
});
