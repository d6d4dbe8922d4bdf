import { bitsOf } from '../machines/index.ts';
import { eachStep } from './define.ts';

/** A legacy driver sets the same bit and means that descriptors may be laid out freely. */
export const bit27NoAlias = eachStep({
  name: 'bit27NoAlias',
  summary: 'a driver that accepts bit 27 means the restriction by it',
  source: 'virtio 1.4 "Legacy Interface: Reserved Feature Bits", ANY_LAYOUT; RFC 1/3, VIRTIO_F_SWIOTLB (27)',
  over: ['virtioDriver'],
  on: ['WRITE_FEATURES'],
  applies: (_, event) => bitsOf(event.features).includes(27),
  holds: ({ virtioDriver }) => !virtioDriver.context.legacy,
});
