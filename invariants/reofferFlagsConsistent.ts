import { always } from './define.ts';

/** After resume the kernel goes by flags that it was given before. */
export const reofferFlagsConsistent = always({
  name: 'reofferFlagsConsistent',
  summary: 'the flags that the kernel goes by are those of the last offer of the channel',
  source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer, offer of a known channel',
  over: ['vmbusReoffer'],
  applies: ({ vmbusReoffer }) => vmbusReoffer.value === 'offered',
  holds: ({ vmbusReoffer: { context } }) =>
    context.ring === context.offeredRing && context.external === context.offeredExternal,
});
