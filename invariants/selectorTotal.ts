import { eachStep } from './define.ts';

/** A bitmap of the descriptors says nothing of the table that one of them points to. */
export const selectorTotal = eachStep({
  name: 'selectorTotal',
  summary: 'where buffers carry marks, every one does, in indirect tables too',
  source:
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "Or have a bitmap"; virtio 1.4 "Indirect Descriptors"',
  over: ['addressWriter'],
  on: ['PUT_BUFFER'],
  applies: ({ addressWriter: { context } }) => context.marks === 'buffer' && context.agreed,
  holds: (_, event) => event.mark !== 'none',
});
