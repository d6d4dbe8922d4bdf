import { always } from './define.ts';

/** Nobody asks a device before memory is added. */
export const windowDisjointFromRam = always({
  name: 'windowDisjointFromRam',
  summary: 'no memory of the system lies where a driver has placed the window of a device',
  source:
    'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on the second attempt of NVMe (CMB and PMR addresses)',
  over: ['addressReader', 'addressWriter'],
  applies: ({ addressWriter: { context } }) => context.names === 'window' && context.agreed,
  holds: ({ addressReader }) => !addressReader.context.ramInWindow,
});
