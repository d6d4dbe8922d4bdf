import { smallWorld } from '../smallWorld.ts';

/** A conversion of two pages that lie in two memory backends, each with its own bitmap and IOMMU mappings. */
export const straddlingConversion = smallWorld({
  name: 'straddlingConversion',
  source: 'QEMU accel/kvm/kvm-all.c kvm_convert_memory, patch of 18 Sep 2025',
  facts: { attribute: 'shared', first: 'mapped', second: 'mapped', at: 'idle' },
  rules: { splitByRegion: 'a conversion is carried out region by region' },
  steps: {
    TO_PRIVATE: {
      by: 'guest',
      summary: 'the guest takes back a range that crosses from one backend to the next',
      when: ({ at, attribute }) => at === 'idle' && attribute === 'shared',
      effect: () => ({ at: 'attributesSet', attribute: 'private' }),
    },
    DISCARD_FIRST: {
      by: 'host',
      summary: 'the part in the first backend is unmapped',
      when: ({ at, first }, _, { splitByRegion }) =>
        at === 'attributesSet' && first === 'mapped' && splitByRegion,
      effect: () => ({ first: 'unmapped' }),
    },
    DISCARD_SECOND: {
      by: 'host',
      summary: 'the part in the second backend is unmapped',
      when: ({ at, first }, _, { splitByRegion }) =>
        at === 'attributesSet' && first === 'unmapped' && splitByRegion,
      effect: () => ({ second: 'unmapped', at: 'done' }),
    },
    INVALID_RANGE: {
      by: 'host',
      summary: 'the first backend finds the range invalid, and the error is returned',
      when: ({ at }, _, { splitByRegion }) => at === 'attributesSet' && !splitByRegion,
      effect: () => ({ at: 'failed' }),
    },
  },
  claim: {
    name: 'iommuFollowsAttributes',
    summary: 'once a conversion is over, in success or failure, no private page is still mapped in the IOMMU',
    applies: ({ at }) => at === 'done' || at === 'failed',
    holds: ({ attribute, first, second }) =>
      attribute === 'shared' || (first === 'unmapped' && second === 'unmapped'),
  },
});
