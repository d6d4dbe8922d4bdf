import { eachStep } from './define.ts';

/**
 * Declassified is what the guest gave to a shared device knowingly; `secret` never was.
 *
 * Left out: what an earlier owner left in a page (`stale`). In a page that is shared, noNeighbourDisclosure asks for it;
 * in one whose conversion failed no claim does, and the host reads it there unless pages are cleared when they are
 * allocated.
 */
export const hostKnowledgeIsDeclassified = eachStep({
  name: 'hostKnowledgeIsDeclassified',
  summary: 'the host reads no secret of whoever has the memory, unless it was given out knowingly',
  source: 'Linux 7.3 Documentation/security/snp-tdx-threat-model.rst, confidentiality of private memory',
  over: ['host', 'page'],
  on: ['HOST_READ', 'HOST_READ_SLOT'],
  applies: () => true,
  holds: (_, event) => event.content !== 'secret',
});
