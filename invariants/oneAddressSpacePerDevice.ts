import { eachStep } from './define.ts';

/** The strictest way to tell two spaces apart is not to have two. */
export const oneAddressSpacePerDevice = eachStep({
  name: 'oneAddressSpacePerDevice',
  summary: 'a device all of whose addresses are its own takes none for one of the system until it is reset',
  source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on negotiation that switches all addresses',
  over: ['addressReader', 'addressWriter'],
  on: ['RESOLVE'],
  applies: ({ addressReader, addressWriter }) =>
    addressReader.context.unmarked === 'onDevice' && !addressWriter.context.mixes,
  holds: ({ addressWriter }, event) => (event.space === 'onDevice') === addressWriter.context.agreed,
});
