import { eachStep } from './define.ts';

/** A driver that has accepted nothing has addresses of the system only. */
export const onDeviceOnlyAfterNegotiation = eachStep({
  name: 'onDeviceOnlyAfterNegotiation',
  summary: 'an address names memory of the device only between acceptance of the bit and the next reset',
  source:
    'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025: the buffer "can\'t be accessed unless VIRTIO_F_SWIOTLB has been negotiated"',
  over: ['addressReader', 'addressWriter'],
  on: ['RESOLVE'],
  applies: (_, event) => event.space === 'onDevice',
  holds: ({ addressWriter }) => addressWriter.context.agreed,
});
