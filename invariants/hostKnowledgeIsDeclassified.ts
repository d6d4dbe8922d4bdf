import { eachStep } from './define.ts';

/**
 * Declassified is what the guest gave to a shared device knowingly, and that is what was copied to a slot: `secret` never
 * was. From a page the host reads nothing of an earlier owner (`stale`) either.
 *
 * Left out: stale bytes in a slot; fromDeviceNoDisclosure asks for them.
 */
export const hostKnowledgeIsDeclassified = eachStep({
  name: 'hostKnowledgeIsDeclassified',
  summary:
    'the host reads nothing of the guest, its own or left from an earlier owner, unless it was given out knowingly',
  source: 'Linux 7.3 Documentation/security/snp-tdx-threat-model.rst, confidentiality of private memory',
  over: ['host', 'page'],
  on: ['HOST_READ', 'HOST_READ_SLOT'],
  applies: () => true,
  holds: (_, event) =>
    event.content !== 'secret' && !(event.type === 'HOST_READ' && event.content === 'stale'),
});
