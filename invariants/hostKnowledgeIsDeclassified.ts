import { eachStep } from './define.ts';

/** Declassified is what the guest gave to a shared device knowingly; `secret` never was. */
export const hostKnowledgeIsDeclassified = eachStep({
  name: 'hostKnowledgeIsDeclassified',
  summary: 'whatever the host reads, the guest gave out knowingly',
  source: 'Linux 7.3 Documentation/security/snp-tdx-threat-model.rst, confidentiality of private memory',
  over: ['host', 'page'],
  on: ['HOST_READ', 'HOST_READ_SLOT'],
  applies: () => true,
  holds: (_, event) => event.content !== 'secret',
});
