import { eachStep } from './define.ts';

/**
 * Linux copies the buffer into the slot for every direction, so that bytes which the device does not write
 * survive the unmap; in a confidential VM that copy shows the host what the buffer held before.
 */
export const fromDeviceNoDisclosure = eachStep({
  name: 'fromDeviceNoDisclosure',
  summary: 'mapping a buffer to receive into does not put its earlier private contents into a shared slot',
  source: 'Linux 6.12 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
  over: ['slot', 'pool'],
  on: ['MAP_BOUNCED'],
  applies: ({ pool }, event) => event.dir === 'FROM_DEVICE' && pool.context.visibility === 'shared',
  holds: (_, __, { slot }) => slot.context.content !== 'secret' && slot.context.content !== 'stale',
});
