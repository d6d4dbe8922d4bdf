import { always } from './define.ts';

/** Too little mapped is a device that fails, too much a device that reaches what it should not. */
export const discardStateConsistent = always({
  name: 'discardStateConsistent',
  summary: 'once a listener has followed, its device reaches the page exactly if it should',
  source:
    'QEMU system/ram-block-attributes.c; A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['discard', 'discardListener'],
  applies: ({ discardListener }) => discardListener.value === 'settled',
  holds: ({ discard, discardListener: { context } }) =>
    context.mapped === (discard.context.page === context.mode),
});
