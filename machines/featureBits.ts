/** The feature bits that the arguments are about. Source: virtio 1.4 "Reserved Feature Bits", RFC 1/3. */
export const featureBits = [27, 28, 32, 33] as const;

/**
 * - 27: VIRTIO_F_SWIOTLB of the RFC; on a legacy interface VIRTIO_F_ANY_LAYOUT.
 * - 28: VIRTIO_F_INDIRECT_DESC.
 * - 32: VIRTIO_F_VERSION_1.
 * - 33: VIRTIO_F_ACCESS_PLATFORM.
 */
export type FeatureBit = (typeof featureBits)[number];

/** How a set of bits is written in an event: `27+32+33`, or `none`. */
export const featureSetOf = (bits: readonly FeatureBit[]): string =>
  featureBits.filter((bit) => bits.includes(bit)).join('+') || 'none';

/** The bits of a set written by {@link featureSetOf}, in ascending order. */
export const bitsOf = (set: string): FeatureBit[] =>
  featureBits.filter((bit) => set.split('+').includes(String(bit)));

/** Every set of these bits. */
export const featureSets: readonly string[] = featureBits
  .reduce<FeatureBit[][]>((sets, bit) => sets.flatMap((set) => [set, [...set, bit]]), [[]])
  .map(featureSetOf);
