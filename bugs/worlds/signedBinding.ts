import { smallWorld } from '../smallWorld.ts';

/** Offsets in units of 2^61, so that 4 is beyond what a signed 64-bit number holds, as 2^63 is. */
const OFFSETS = [0, 1, 3, 4] as const;
const FILE_SIZE = 2;
const SLOT_SIZE = 1;
/** A sum of two `loff_t`: beyond 2^63 - 1 it is negative. */
const signed = (sum: number): number => (sum >= 4 ? sum - 8 : sum);

/** A memslot bound to a guest_memfd of two units, at an offset that user space chooses. */
export const signedBinding = smallWorld({
  name: 'signedBinding',
  source: 'Linux 7.2 virt/kvm/guest_memfd.c kvm_gmem_bind (CVE-2026-64283)',
  facts: { bound: null as number | null, fault: null as number | null },
  rules: { compareUnsigned: 'the end of a binding is computed and compared as an unsigned number' },
  steps: {
    BIND: {
      by: 'host',
      values: { offset: OFFSETS },
      summary: 'the slot is bound at the offset, if its end is within the file',
      when: ({ bound }, { offset }, { compareUnsigned }) => {
        const end = Number(offset) + SLOT_SIZE;
        return bound === null && (compareUnsigned ? end : signed(end)) <= FILE_SIZE;
      },
      effect: (_, { offset }) => ({ bound: Number(offset) }),
    },
    FAULT: {
      by: 'guest',
      summary: 'the guest touches the slot, and the page of the file is looked up',
      when: ({ bound, fault }) => bound !== null && fault === null,
      effect: ({ bound }) => ({ fault: bound }),
    },
  },
  claim: {
    name: 'faultWithinFile',
    summary: 'a fault finds a page within the file',
    applies: ({ fault }) => fault !== null,
    holds: ({ fault }) => fault !== null && fault + SLOT_SIZE <= FILE_SIZE,
  },
});
