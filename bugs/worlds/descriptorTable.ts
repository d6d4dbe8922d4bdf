import { smallWorld } from '../smallWorld.ts';

/**
 * A descriptor in a split ring, which the device can write, and two bounce slots: slot 0 for the request (one unit of
 * bytes), slot 1 with the data of another one.
 */
export const descriptorTable = smallWorld({
  name: 'descriptorTable',
  source:
    'Linux 5.14 drivers/virtio/virtio_ring.c vring_unmap_extra_packed, vring_unmap_one_split (desc_extra)',
  facts: { at: 'idle', addr: 0, len: 1, received: 'nothing' },
  rules: { unmapPrivateCopy: 'address and length of an unmap come from the private copy of the driver' },
  steps: {
    ADD: {
      by: 'guest',
      summary: 'the request is mapped to slot 0, and its descriptor is written',
      when: ({ at }) => at === 'idle',
      effect: () => ({ at: 'posted', addr: 0, len: 1 }),
    },
    REWRITE_DESC: {
      by: 'device',
      values: { addr: [0, 1], len: [1, 2] },
      summary: 'the device writes the descriptor',
      when: ({ at }) => at === 'posted',
      effect: (_, { addr, len }) => ({ addr: Number(addr), len: Number(len) }),
    },
    USED: {
      by: 'device',
      summary: 'the device marks the request as used',
      when: ({ at }) => at === 'posted',
      effect: () => ({ at: 'used' }),
    },
    UNMAP: {
      by: 'guest',
      summary: 'the driver unmaps, which copies the slot back to its page',
      when: ({ at }) => at === 'used',
      effect: ({ addr, len }, _, { unmapPrivateCopy }) => ({
        at: 'idle',
        received: unmapPrivateCopy || (addr === 0 && len === 1) ? 'own' : 'foreign',
      }),
    },
  },
  claim: {
    name: 'unmapsWhatWasMapped',
    summary: 'what is copied back at an unmap are the bytes of this mapping',
    applies: ({ received }) => received !== 'nothing',
    holds: ({ received }) => received === 'own',
  },
});
