import { eachStep } from './define.ts';

/** A double fetch: what is validated is one thing and what is used another. */
export const packetCopiedBeforeValidated = eachStep({
  name: 'packetCopiedBeforeValidated',
  summary: 'what the guest acts on is the very packet that it validated',
  source: 'Linux 7.3 Documentation/virt/hyperv/vmbus.rst; CVE-2023-53769',
  over: ['ringPacket'],
  on: ['RING_PACKET_USED'],
  applies: () => true,
  holds: ({ ringPacket }) => ringPacket.context.asValidated,
});
