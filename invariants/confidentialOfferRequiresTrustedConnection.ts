import { eachStep } from './define.ts';

/** The host can write any flag into a message of its own. */
export const confidentialOfferRequiresTrustedConnection = eachStep({
  name: 'confidentialOfferRequiresTrustedConnection',
  summary: 'a channel is taken for confidential only by an offer that came over the trusted connection',
  source: 'OpenVMM vmbus_server (1488a37b); Linux 7.3 Documentation/virt/hyperv/coco.rst',
  over: ['vmbusChannel'],
  on: ['VMBUS_ONOFFER'],
  applies: (before, _, after) => before.vmbusChannel.value === 'absent' && after.vmbusChannel.context.ring,
  holds: (_, event) => event.trusted,
});
