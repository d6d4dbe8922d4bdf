import { eachStep } from './define.ts';

/** Two reads are two moments, and the host is free in between. */
export const configSnapshotConsistent = eachStep({
  name: 'configSnapshotConsistent',
  summary: 'the halves of a range that is used belong together, and are those that were checked',
  source: 'virtio 1.4 "Device Configuration Space": generation before and after',
  over: ['advertisedRange'],
  on: ['USE_RANGE'],
  applies: () => true,
  holds: ({ advertisedRange: { context } }, event) =>
    event.start === event.length && event.start === context.start && event.length === context.length,
});
