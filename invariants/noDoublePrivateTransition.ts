import { eachStep } from './define.ts';

/** "…but it already happened => error". */
export const noDoublePrivateTransition = eachStep({
  name: 'noDoublePrivateTransition',
  summary: 'no page is made private that is private already',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['launch'],
  on: ['LAUNCH_UPDATE'],
  applies: () => true,
  holds: ({ launch }) => !launch.context.pageIsPrivate,
});
