import { eachStep } from './define.ts';

/** The same number is another place to each side, unless something says which is meant. */
export const addressSpaceDisambiguation = eachStep({
  name: 'addressSpaceDisambiguation',
  summary: 'a device takes an address for one of the memory that the driver meant',
  source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025, on telling address spaces apart',
  over: ['addressReader'],
  on: ['RESOLVE'],
  applies: () => true,
  holds: ({ addressReader }, event) => event.space === addressReader.context.meant,
});
