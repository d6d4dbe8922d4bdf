import { eachStep } from './define.ts';

/** "device_to_hv_device() would return garbage." */
export const pciPassthruUnaffectedByVmbusOps = eachStep({
  name: 'pciPassthruUnaffectedByVmbusOps',
  summary: 'the operations of VMBus never decide the mapping of a device of another bus',
  source: 'M. Kelley, "Confidential VMBus external memory", linux-kernel, 28 Nov 2025',
  over: ['dmaOps'],
  on: ['MAP_WITH_OPS'],
  applies: ({ dmaOps }) => dmaOps.context.bus === 'pci',
  holds: (_, { way }) => way === 'bounced',
});
