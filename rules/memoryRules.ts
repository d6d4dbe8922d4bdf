import { pageMachine, poolMachine, slotMachine } from '../machines/index.ts';
import type { Rule } from './rule.ts';

/** Rules about pages, bounce pools and their slots. */
export const memoryRules: readonly Rule[] = [
  {
    name: 'leakOnFailedConversion',
    summary: 'a page whose conversion failed never goes back to the page allocator',
    source:
      'CVE-2024-35939, CVE-2024-36909 to CVE-2024-36913; Linux 6.12 kernel/dma/direct.c dma_direct_alloc',
    machine: pageMachine,
    off: { leaksOnFailure: false },
  },
  {
    name: 'addressSaysWhatThePageIs',
    summary: 'the DMA address of a direct mapping names the half of the address space that the page is in',
    source: 'Linux 7.3 kernel/dma/direct.h phys_to_dma_direct',
    machine: pageMachine,
    off: { addressFollowsPage: false },
  },
  {
    name: 'scrubOnConversion',
    summary: 'a conversion leaves nothing of the bytes that were in the page',
    source: 'Intel TDX Module 1.5 Base Specification, TDH.MEM.PAGE.AUG and TDG.MEM.PAGE.ACCEPT',
    machine: pageMachine,
    off: { onConversion: 'keep' },
  },
  {
    name: 'clearOnAlloc',
    summary: 'a page is cleared when it is allocated',
    source: 'Linux 6.12 mm/page_alloc.c, init_on_alloc',
    machine: pageMachine,
    off: { clearsOnAlloc: false },
  },
  {
    name: 'copyInForEveryDirection',
    summary:
      'a mapping copies the page into its slot whatever the direction, so that no older bytes stay there',
    source: 'CVE-2022-0854; Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
    machine: slotMachine,
    off: { copiesInAlways: false },
  },
  {
    name: 'failPoolClosed',
    summary: 'a bounce pool whose conversion failed is not handed out',
    source: 'Linux 7.3 kernel/dma/swiotlb.c swiotlb_mark_pool_used',
    machine: poolMachine,
    off: { failsClosed: false },
  },
];
