import { smallWorld } from '../smallWorld.ts';

/** A range that two listeners (containers of VFIO) are told of one after the other, and a bitmap of what is shared. */
export const halfPopulated = smallWorld({
  name: 'halfPopulated',
  source: 'QEMU system/ram-block-attributes.c ram_block_attributes_state_change, as of 2025',
  facts: { bitmap: 'private', first: false, second: false, at: 'idle' },
  rules: { undoPopulate: 'a populate that fails half-way undoes what was done, bitmap included' },
  steps: {
    TO_SHARED: {
      by: 'guest',
      summary: 'the guest shares the range, and the bitmap says so',
      when: ({ at, bitmap }) => at === 'idle' && bitmap === 'private',
      effect: () => ({ bitmap: 'shared', at: 'populating' }),
    },
    FIRST_MAPS: {
      by: 'host',
      summary: 'the first container maps the range',
      when: ({ at, first }) => at === 'populating' && !first,
      effect: () => ({ first: true }),
    },
    SECOND_MAPS: {
      by: 'host',
      summary: 'the second container maps the range',
      when: ({ at, first }) => at === 'populating' && first,
      effect: () => ({ second: true, at: 'idle' }),
    },
    SECOND_FAILS: {
      by: 'host',
      summary: 'the second container cannot map the range, and the conversion is reported as failed',
      when: ({ at, first }) => at === 'populating' && first,
      effect: (_, __, { undoPopulate }) =>
        undoPopulate ? { at: 'idle', first: false, bitmap: 'private' } : { at: 'idle' },
    },
    TO_PRIVATE: {
      by: 'guest',
      summary: 'the guest takes the range back, and both containers are told to unmap it',
      when: ({ at, bitmap }) => at === 'idle' && bitmap === 'shared',
      effect: () => ({ bitmap: 'private', first: false, second: false }),
    },
  },
  claim: {
    name: 'listenersAgree',
    summary:
      'whenever no conversion is under way, every container maps what the bitmap calls shared, and nothing else',
    applies: ({ at }) => at === 'idle',
    holds: ({ bitmap, first, second }) => first === (bitmap === 'shared') && second === (bitmap === 'shared'),
  },
});
