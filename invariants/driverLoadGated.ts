import { eachStep } from './define.ts';

/** The first thing that userspace can do about a device. */
export const driverLoadGated = eachStep({
  name: 'driverLoadGated',
  summary: 'no driver binds to the device before userspace allows it',
  source:
    'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025; "PCI/TSM: TEE I/O" RFC v2, module autoload policy',
  over: ['userspacePolicy'],
  on: ['BIND_DRIVER', 'AUTOPROBE'],
  applies: () => true,
  holds: ({ userspacePolicy }) => userspacePolicy.context.allowed,
});
