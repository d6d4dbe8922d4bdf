import { pageMachine } from '../../machines/index.ts';
import { type Monitor, oneOf } from './monitor.ts';

/**
 * A page of guest memory: it goes back to the page allocator only while it is private, and is gone for ever
 * once a conversion has failed.
 *
 * Source: Linux 6.12 include/trace/events/kmem.h; arch/x86/mm/pat/set_memory.c set_memory_decrypted and
 * set_memory_encrypted, which no tracepoint shows.
 * Left out: conversions of several pages (the probe has to be told for each page of them).
 */
export const pageMonitor: Monitor = {
  name: 'page',
  summary: 'a page is freed only while it is known to be private',
  source: 'CVE-2024-35939, CVE-2024-36909 to CVE-2024-36913, CVE-2024-57793',
  machine: pageMachine,
  object: 'page frame',
  label: ({ value, context }) => `${value}_${context.owner === 'allocator' ? 'free' : 'owned'}`,
  events: {
    mm_page_alloc: {
      when: oneOf('ALLOC', 'POOL_GROW'),
      probe: 'kmem:mm_page_alloc',
      id: 'page_to_pfn(page)',
    },
    mm_page_free: {
      when: oneOf('FREE', 'POOL_SHRINK'),
      probe: 'kmem:mm_page_free',
      id: 'page_to_pfn(page)',
      starts: true,
    },
    set_memory_decrypted: {
      when: oneOf('SHARE'),
      probe: 'kprobe:set_memory_decrypted',
      id: '__pa(addr) >> PAGE_SHIFT',
    },
    set_memory_encrypted: {
      when: oneOf('UNSHARE'),
      probe: 'kprobe:set_memory_encrypted',
      id: '__pa(addr) >> PAGE_SHIFT',
    },
    conversion_returns: {
      when: oneOf('CONVERTED'),
      probe: 'kretprobe:set_memory_decrypted,set_memory_encrypted',
      id: 'the page of the call',
      condition: 'retval == 0',
    },
    conversion_fails: {
      when: oneOf('CONVERSION_FAILS'),
      probe: 'kretprobe:set_memory_decrypted,set_memory_encrypted',
      id: 'the page of the call',
      condition: 'retval != 0',
    },
  },
  invariants: ['conversionFailureLeaksNotFrees'],
};
