import { possible } from './define.ts';

/** Of possibility: a host may break whatever is mended. */
export const recoveryTerminates = possible({
  name: 'recoveryTerminates',
  summary: 'a device that is being recovered can still come to run under its driver, or is given up',
  source: 'D. Williams, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['recovery', 'tdi', 'pciDriver'],
  applies: ({ recovery }) => recovery.context.tries > 0,
  goal: ({ recovery, tdi, pciDriver }) =>
    recovery.value === 'removed' || (tdi.value === 'RUN' && pciDriver.value === 'enabled'),
});
