import { always } from './define.ts';

/** Half converted is neither the old state nor the new one. */
export const conversionCompletesOrRollsBack = always({
  name: 'conversionCompletesOrRollsBack',
  summary: 'a conversion that a listener could not follow is undone for all',
  source: 'QEMU system/ram-block-attributes.c ram_block_attributes_notify_populate',
  over: ['discardListener'],
  applies: ({ discardListener }) => discardListener.value === 'settled',
  holds: ({ discardListener }) => !discardListener.context.failed,
});
