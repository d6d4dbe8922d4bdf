import { smallWorld } from '../smallWorld.ts';

/** Two zones, one page of unaccepted memory each at most, and the switch by which the allocator skips accepting. */
export const unacceptedMemory = smallWorld({
  name: 'unacceptedMemory',
  source: 'Linux 6.15 mm/page_alloc.c cond_accept_memory, __accept_page (CVE-2025-38008)',
  facts: { zoneA: 'unaccepted', zoneB: 'empty', key: true, dec: false, touched: 'nothing' },
  rules: {
    countUnderLock: 'whether there is unaccepted memory is decided together with adding and taking it',
  },
  steps: {
    TAKE_LAST_OF_A: {
      by: 'guest',
      summary: 'CPU 0 accepts the last unaccepted page of zone A, and is about to switch the key off',
      when: ({ zoneA }) => zoneA === 'unaccepted',
      effect: ({ zoneB }, _, { countUnderLock }) =>
        countUnderLock
          ? { zoneA: 'empty', key: zoneB === 'unaccepted' }
          : { zoneA: 'empty', dec: zoneB !== 'unaccepted' },
    },
    ADD_TO_B: {
      by: 'guest',
      summary: 'CPU 1 adds an unaccepted page to zone B, and switches the key on',
      when: ({ zoneB }) => zoneB === 'empty',
      effect: () => ({ zoneB: 'unaccepted', key: true }),
    },
    KEY_OFF: {
      by: 'guest',
      summary: 'CPU 0 switches the key off',
      when: ({ dec }) => dec,
      effect: () => ({ dec: false, key: false }),
    },
    ALLOC_FROM_B: {
      by: 'guest',
      summary: 'a page of zone B is allocated, accepted if the key says that any must be, and touched',
      when: ({ zoneB }) => zoneB === 'unaccepted',
      effect: ({ key }) => ({ zoneB: 'given', touched: key ? 'accepted' : 'unaccepted' }),
    },
  },
  claim: {
    name: 'noUnacceptedTouched',
    summary: 'no page is touched before it is accepted',
    applies: ({ touched }) => touched !== 'nothing',
    holds: ({ touched }) => touched !== 'unaccepted',
  },
});
