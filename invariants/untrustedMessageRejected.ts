import { eachStep } from './define.ts';

/** The host has a connection of its own, and the server hears both. */
export const untrustedMessageRejected = eachStep({
  name: 'untrustedMessageRejected',
  summary: 'a message over the untrusted connection changes nothing of a trusted one',
  source: 'OpenVMM vmbus_server (1488a37b) ChannelError::UntrustedMessage',
  over: ['vmbusServer'],
  on: ['VMBUS_UNTRUSTED_CLOSE'],
  applies: () => true,
  holds: (before, _, after) => after.vmbusServer.value === before.vmbusServer.value,
});
