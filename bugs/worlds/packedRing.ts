import { smallWorld } from '../smallWorld.ts';

/**
 * A packed ring of two descriptors, whose flags say whether the device may take them, and the mappings behind them. The
 * device goes on from one available descriptor to the next.
 */
export const packedRing = smallWorld({
  name: 'packedRing',
  source: 'Linux 7.3 drivers/virtio/virtio_ring.c virtqueue_add_packed, unmap_release (CVE-2026-97997)',
  facts: { first: false, second: false, secondMapped: false, at: 'idle', read: 'nothing' },
  rules: { undoAvailFlags: 'a chain that fails half-way gets the flags of the round before back' },
  steps: {
    ADD_CHAIN: {
      by: 'guest',
      summary: 'a chain of several begins: all but its head are written, available',
      when: ({ at, first, second }) => at === 'idle' && !first && !second,
      effect: () => ({ at: 'adding', second: true, secondMapped: true }),
    },
    MAP_FAILS: {
      by: 'host',
      summary:
        'the last segment cannot be mapped; the others are unmapped, and the head is never made available',
      when: ({ at }) => at === 'adding',
      effect: ({ second }, _, { undoAvailFlags }) => ({
        at: 'idle',
        secondMapped: false,
        second: undoAvailFlags ? false : second,
      }),
    },
    ADD_ONE: {
      by: 'guest',
      summary: 'a chain of one takes the same head, and is made available',
      when: ({ at, first }) => at === 'idle' && !first,
      effect: () => ({ first: true }),
    },
    DEVICE_TAKES_FIRST: {
      by: 'device',
      summary: 'the device takes the first descriptor, and looks at the next one',
      when: ({ first, at }) => first && at === 'idle',
      effect: () => ({ first: false, at: 'taking' }),
    },
    DEVICE_TAKES_SECOND: {
      by: 'device',
      summary: 'the second descriptor is available too, and the device accesses what it names',
      when: ({ at, second }) => at === 'taking' && second,
      effect: ({ secondMapped }) => ({
        at: 'idle',
        second: false,
        read: secondMapped ? 'mapped' : 'unmapped',
      }),
    },
    DEVICE_STOPS: {
      by: 'device',
      summary: 'the second descriptor is not available',
      when: ({ at, second }) => at === 'taking' && !second,
      effect: () => ({ at: 'idle', read: 'mapped' }),
    },
  },
  claim: {
    name: 'deviceReadsMappedOnly',
    summary: 'what the device accesses is mapped for it',
    applies: ({ read }) => read !== 'nothing',
    holds: ({ read }) => read === 'mapped',
  },
});
