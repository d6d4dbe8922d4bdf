import { smallWorld } from '../smallWorld.ts';

const SIZES = [0, 1, 2, 3] as const;
/** What was really posted or allocated, and what a rounded or constant bound makes of it. */
const POSTED = 1;
const ROUNDED = 2;

/**
 * A field in memory that the other side can write at any time (an index, a length, an exit code), and whoever on the
 * trusted side acts on it. Sizes are small numbers; 1 is what the buffer really has.
 *
 * Left out: what lies beyond the buffer; memory order (see publishedIndex.ts).
 */
export const fetchedField = smallWorld({
  name: 'fetchedField',
  source: 'Linux 6.5 arch/x86/kvm/svm/sev.c (CVE-2023-4155); virtio 1.4 "The Virtqueue Used Ring"',
  facts: { field: 0, copy: 0, used: null as number | null, at: 'start' },
  rules: {
    checkRange: 'a value from shared memory is checked against a bound before it is used',
    boundExactly: 'the bound is what was posted, not what it is rounded up to or a constant',
    fetchOnce: 'a value from shared memory is read once, and the copy is checked and used',
  },
  steps: {
    OTHER_WRITES: {
      by: 'host',
      values: { value: SIZES },
      summary: 'the other side writes the field',
      effect: (_, { value }) => ({ field: Number(value) }),
    },
    FETCH: {
      by: 'guest',
      summary: 'the field is read',
      when: ({ at }) => at === 'start',
      effect: ({ field }) => ({ copy: field, at: 'fetched' }),
    },
    CHECK: {
      by: 'guest',
      summary: 'the value is within its bound',
      when: ({ at, copy }, _, { checkRange, boundExactly }) =>
        at === 'fetched' && (!checkRange || copy <= (boundExactly ? POSTED : ROUNDED)),
      effect: () => ({ at: 'checked' }),
    },
    REJECT: {
      by: 'guest',
      summary: 'the value is beyond its bound, and the request fails',
      when: ({ at, copy }, _, { checkRange, boundExactly }) =>
        at === 'fetched' && checkRange && copy > (boundExactly ? POSTED : ROUNDED),
      effect: () => ({ at: 'start', copy: 0 }),
    },
    USE: {
      by: 'guest',
      summary: 'as many bytes, or that entry, are used',
      when: ({ at }) => at === 'checked',
      effect: ({ field, copy }, _, { fetchOnce }) => ({ used: fetchOnce ? copy : field, at: 'used' }),
    },
    FINISH: {
      by: 'guest',
      summary: 'the request is over',
      when: ({ at }) => at === 'used',
      effect: () => ({ at: 'start', copy: 0, used: null }),
    },
  },
  claim: {
    name: 'noTrustInShared',
    summary: 'what is used is at most what was posted, whatever the other side writes and when',
    applies: ({ used }) => used !== null,
    holds: ({ used }) => used !== null && used <= POSTED,
  },
});
