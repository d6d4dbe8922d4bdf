import { eachStep } from './define.ts';

/** Whether a device bounces must not change under its driver. */
export const poolGivenAwayOnlyUnbound = eachStep({
  name: 'poolGivenAwayOnlyUnbound',
  summary: 'whether a device has a pool changes only while no driver is bound',
  source:
    'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025; M. Kelley, "Confidential VMBus external memory", 28 Nov 2025',
  over: ['ioTlbMem'],
  on: ['SWIOTLB_DEV_DISABLE', 'DEFAULT_POOL_AGAIN'],
  applies: () => true,
  holds: ({ ioTlbMem }) => ioTlbMem.value === 'unbound',
});
