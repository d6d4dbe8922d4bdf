import { eachStep } from './define.ts';

/** Memory that the other end believes private must be private, and the other way round. */
export const gpadlVisibilityMatchesFlag = eachStep({
  name: 'gpadlVisibilityMatchesFlag',
  summary:
    'ring and buffers are shared before they are told of exactly if the channel does not call them confidential',
  source: 'Linux 7.3 drivers/hv/channel.c __vmbus_establish_gpadl',
  over: ['vmbusReoffer'],
  on: ['VMBUS_ESTABLISH_GPADL', 'VMBUS_ESTABLISH_BUFFER'],
  applies: () => true,
  holds: ({ vmbusReoffer: { context } }, { type, memory }) =>
    (memory === 'private') ===
    (type === 'VMBUS_ESTABLISH_GPADL' ? context.offeredRing : context.offeredExternal),
});
