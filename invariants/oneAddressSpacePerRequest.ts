import { eachStep } from './define.ts';

/** One mark for a request says nothing of a second kind of buffer in it. */
export const oneAddressSpacePerRequest = eachStep({
  name: 'oneAddressSpacePerRequest',
  summary: 'where a request carries one mark, all of its buffers lie in one space',
  source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "limit yourself to one address space per request"',
  over: ['addressWriter'],
  on: ['PUT_BUFFER'],
  applies: ({ addressWriter: { context } }) => context.marks === 'request' && context.first !== null,
  holds: ({ addressWriter }, event) => event.meant === addressWriter.context.first,
});
