import { eachStep } from './define.ts';

/** The very reason for external memory. */
export const externalMemoryNeverBounces = eachStep({
  name: 'externalMemoryNeverBounces',
  summary: 'no mapping of a device with confidential external memory is bounced',
  source: 'M. Kelley, "Confidential VMBus external memory", linux-kernel, 28 Nov 2025',
  over: ['ioTlbMem'],
  on: ['MAP_UNPOOLED'],
  applies: () => true,
  holds: (_, { way }) => way !== 'bounced',
});
