import { eachStep } from './define.ts';

/** A write that is late is a device that is not on. */
export const postponedWritesExact = eachStep({
  name: 'postponedWritesExact',
  summary: 'what a driver wrote has reached its device, once and in order, when it first uses it',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['commandMediator'],
  on: ['FIRST_USE'],
  applies: () => true,
  holds: ({ commandMediator }) => commandMediator.context.register === 'both',
});
