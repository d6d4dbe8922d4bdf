import { eachStep } from './define.ts';

/** The check that Linux 7.3 makes: `cc_shared` of the pool against force_dma_unencrypted() of the device. */
export const poolStateMatchesDevice = eachStep({
  name: 'poolStateMatchesDevice',
  summary: 'a bounce uses a pool of the visibility that the device needs',
  source: 'Linux 7.3 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
  over: ['device', 'pool'],
  on: ['MAP_BOUNCED'],
  applies: () => true,
  holds: ({ device, pool }) =>
    pool.context.visibility === (device.value === 'private' ? 'private' : 'shared'),
});
