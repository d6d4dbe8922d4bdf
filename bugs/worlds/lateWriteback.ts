import { smallWorld } from '../smallWorld.ts';

/** A page that passes from the hypervisor to an SNP guest while a line of it is dirty in a cache. */
export const lateWriteback = smallWorld({
  name: 'lateWriteback',
  source: 'Linux 6.18 arch/x86/coco/sev pvalidate_pages, sev_evict_cache (CVE-2024-36331, AMD-SB-3014)',
  facts: { owner: 'host', dirty: false, memory: 'old' },
  rules: { evictOnValidate: 'lines of the page are evicted when it is validated' },
  steps: {
    HOST_WRITE: {
      by: 'host',
      summary: 'the host writes the page, and the line stays dirty in its cache',
      when: ({ owner }) => owner === 'host',
      effect: () => ({ dirty: true }),
    },
    RMPUPDATE: {
      by: 'host',
      summary: 'the page is assigned to the guest',
      when: ({ owner }) => owner === 'host',
      effect: () => ({ owner: 'assigned' }),
    },
    PVALIDATE: {
      by: 'guest',
      summary: 'the guest validates the page',
      when: ({ owner }) => owner === 'assigned',
      effect: ({ dirty }, _, { evictOnValidate }) => ({ owner: 'guest', dirty: dirty && !evictOnValidate }),
    },
    GUEST_WRITE: {
      by: 'guest',
      summary: 'the guest writes its data',
      when: ({ owner }) => owner === 'guest',
      effect: () => ({ memory: 'guest' }),
    },
    WRITE_BACK: {
      by: 'host',
      summary: 'the dirty line is written back',
      when: ({ dirty }) => dirty,
      effect: ({ memory }) => ({ dirty: false, memory: memory === 'guest' ? 'overwritten' : memory }),
    },
  },
  claim: {
    name: 'noWriteAfterValidate',
    summary: 'no write of the host takes effect after the guest has validated the page',
    applies: ({ owner }) => owner === 'guest',
    holds: ({ memory }) => memory !== 'overwritten',
  },
});
