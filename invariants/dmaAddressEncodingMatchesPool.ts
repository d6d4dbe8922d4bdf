import { always } from './define.ts';

/** A device that believes the address reads ciphertext, or a shared alias, where address and memory differ. */
export const dmaAddressEncodingMatchesPool = always({
  name: 'dmaAddressEncodingMatchesPool',
  summary: 'a DMA address says private of private memory and shared of shared memory',
  source:
    'T. Lan, "Confidential VMBus external memory", 3 Dec 2025 (high address bit); Linux 7.3 kernel/dma/direct.c',
  over: ['mapping', 'page', 'pool'],
  applies: ({ mapping, page, pool }) =>
    mapping.context.page === page.index &&
    (mapping.value === 'bounced'
      ? mapping.context.pool === pool.index
      : mapping.value === 'direct' && (page.value === 'private' || page.value === 'shared')),
  holds: ({ mapping, page, pool }) =>
    mapping.context.address === (mapping.value === 'bounced' ? pool.context.visibility : page.value),
});
