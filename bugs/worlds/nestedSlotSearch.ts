import { smallWorld } from '../smallWorld.ts';

/** One bounce slot, and two mappings of which the second may come in the middle of the first (a higher TPL). */
export const nestedSlotSearch = smallWorld({
  name: 'nestedSlotSearch',
  source: 'edk2 OvmfPkg/IoMmuDxe, July 2023',
  facts: { taken: false, first: 'idle', second: 'idle' },
  rules: { testAndSet: 'to find a slot free and to take it is one step' },
  steps: {
    FIND_FREE: {
      by: 'guest',
      summary: 'the first mapping finds the slot free',
      when: ({ taken, first }) => first === 'idle' && !taken,
      effect: (_, __, { testAndSet }) => (testAndSet ? { first: 'holds', taken: true } : { first: 'found' }),
    },
    NESTED_MAP: {
      by: 'guest',
      summary: 'an event comes in between: the second mapping finds the slot free and takes it',
      when: ({ taken, second }) => second === 'idle' && !taken,
      effect: () => ({ second: 'holds', taken: true }),
    },
    TAKE: {
      by: 'guest',
      summary: 'the first mapping marks the slot as taken, and copies its data in',
      when: ({ first }) => first === 'found',
      effect: () => ({ first: 'holds', taken: true }),
    },
    UNMAP_FIRST: {
      by: 'guest',
      summary: 'the first mapping is undone',
      when: ({ first }) => first === 'holds',
      effect: () => ({ first: 'idle', taken: false }),
    },
    UNMAP_SECOND: {
      by: 'guest',
      summary: 'the second mapping is undone',
      when: ({ second }) => second === 'holds',
      effect: () => ({ second: 'idle', taken: false }),
    },
  },
  claim: {
    name: 'oneOwnerPerSlot',
    summary: 'a slot has at most one mapping, and one that it has is taken',
    applies: ({ first, second }) => first === 'holds' || second === 'holds',
    holds: ({ taken, first, second }) => taken && (first !== 'holds' || second !== 'holds'),
  },
});
