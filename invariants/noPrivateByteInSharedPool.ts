import { always } from './define.ts';

/**
 * The headline: what is released for a private device never reaches memory that the host reads. It applies
 * as soon as there is such data, on any page.
 */
export const noPrivateByteInSharedPool = always({
  name: 'noPrivateByteInSharedPool',
  summary: 'no data released for a private device is ever in a slot of a shared swiotlb pool',
  source:
    'R. Murphy, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025; M. Kelley, "Confidential VMBus external memory", 3 Dec 2025',
  over: ['slot', 'pool', 'page'],
  applies: ({ slot, pool, page }) =>
    slot.context.pool === pool.index &&
    pool.context.visibility === 'shared' &&
    (page.context.content === 'secret' || slot.context.content === 'secret'),
  holds: ({ slot }) => slot.context.content !== 'secret',
});
