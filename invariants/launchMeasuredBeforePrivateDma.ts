import { always } from './define.ts';

/** A device that reaches a page before it is measured can choose what is measured. */
export const launchMeasuredBeforePrivateDma = always({
  name: 'launchMeasuredBeforePrivateDma',
  summary: 'private memory is mapped for a device only after it was measured',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['launch'],
  applies: ({ launch }) => launch.context.mapped === 'private',
  holds: ({ launch }) => launch.context.measured,
});
