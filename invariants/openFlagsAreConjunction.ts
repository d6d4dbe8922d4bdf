import { eachStep } from './define.ts';

/** What was granted to an earlier connection is not granted to this one. */
export const openFlagsAreConjunction = eachStep({
  name: 'openFlagsAreConjunction',
  summary: 'the flags in force when a channel opens are those granted and offered, worked out anew',
  source: 'OpenVMM vmbus_server (1488a37b) channels.rs, flags at open',
  over: ['vmbusServer'],
  on: ['VMBUS_OPEN'],
  applies: ({ vmbusServer }) => vmbusServer.value === 'connected',
  holds: ({ vmbusServer: { context } }, _, after) =>
    after.vmbusServer.context.ringInForce === (context.granted && context.ring),
});
