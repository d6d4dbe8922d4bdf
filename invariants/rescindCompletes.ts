import { possible } from './define.ts';

/** Of possibility, since a host that never stops offering delays a rescind for ever, and may. */
export const rescindCompletes = possible({
  name: 'rescindCompletes',
  summary: 'whatever was offered, a rescind can still be processed',
  source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer_rescind',
  over: ['vmbusOffers'],
  applies: ({ vmbusOffers }) => vmbusOffers.context.rescinds > 0,
  goal: ({ vmbusOffers }) => vmbusOffers.context.rescinds === 0,
});
