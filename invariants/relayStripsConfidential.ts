import { eachStep } from './define.ts';

/** What the paravisor passes on from the host it must not vouch for. */
export const relayStripsConfidential = eachStep({
  name: 'relayStripsConfidential',
  summary: 'an offer that is relayed for the host carries no confidential flag',
  source: 'OpenVMM vmbus_server (1488a37b) relay',
  over: ['vmbusServer'],
  on: ['VMBUS_ONOFFER'],
  applies: ({ vmbusServer }, { trusted }) => vmbusServer.context.relayed && trusted,
  holds: (_, { ring, external }) => !ring && !external,
});
