import { smallWorld } from '../smallWorld.ts';

/**
 * A driver that fills buffers and hands them to the ring layer, and a packet with several page buffers: which addresses
 * leave the guest, those of the DMA API or those of its own memory. Without the feature bit, Xen still wants the DMA API.
 */
export const twoDecisions = smallWorld({
  name: 'twoDecisions',
  source:
    'Linux 7.3 drivers/gpu/drm/virtio/virtgpu_object.c (CVE-2026-98156); 6.2 drivers/net/hyperv/netvsc.c netvsc_dma_map',
  facts: { bit: false, first: 'none', last: 'none', sent: 'nothing' },
  rules: {
    askOnePredicate: 'every layer decides about the DMA API by the same predicate',
    mapEveryEntry: 'every address that leaves the guest comes from the DMA API',
  },
  steps: {
    NEGOTIATE: {
      by: 'host',
      values: { accessPlatform: [false, true] },
      summary: 'ACCESS_PLATFORM is negotiated or not',
      when: ({ first }) => first === 'none',
      effect: (_, { accessPlatform }) => ({ bit: Boolean(accessPlatform) }),
    },
    MAP_FIRST: {
      by: 'guest',
      summary: 'the driver gets an address for its first buffer',
      when: ({ first }) => first === 'none',
      effect: ({ bit }, _, { askOnePredicate }) => ({ first: bit || askOnePredicate ? 'dma' : 'physical' }),
    },
    MAP_REST: {
      by: 'guest',
      summary: 'the driver gets addresses for the other entries',
      when: ({ first, last }) => first !== 'none' && last === 'none',
      effect: ({ first }, _, { mapEveryEntry }) => ({ last: mapEveryEntry ? first : 'physical' }),
    },
    SEND: {
      by: 'guest',
      summary: 'the descriptors go to the host',
      when: ({ last }) => last !== 'none',
      effect: ({ first, last }) => ({
        sent: first === 'dma' && last === 'dma' ? 'dmaAddresses' : 'privateFrames',
      }),
    },
  },
  claim: {
    name: 'onlyDmaAddressesLeave',
    summary: 'every address that the host is given comes from the DMA API',
    applies: ({ sent }) => sent !== 'nothing',
    holds: ({ sent }) => sent === 'dmaAddresses',
  },
});
