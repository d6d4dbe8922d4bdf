import { always } from './define.ts';

/** The count is what every rescind waits for. */
export const offerAccountedOnce = always({
  name: 'offerAccountedOnce',
  summary: 'every offer that is counted is being worked on',
  source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer, all ways out',
  over: ['vmbusOffers'],
  applies: ({ vmbusOffers }) => vmbusOffers.context.inProgress > 0,
  holds: ({ vmbusOffers: { context } }) => context.inProgress === context.queued,
});
