import { eachStep } from './define.ts';

/** The other half of the headline. A driver that opts its own device in accepts nothing for anybody. */
export const sharedDeviceAlwaysBounces = eachStep({
  name: 'sharedDeviceAlwaysBounces',
  summary: 'a device that nobody has accepted is never given the address of a private page',
  source:
    'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", 30 Aug 2024; Linux 7.3 include/linux/dma-direct.h dma_capable',
  over: ['device', 'page'],
  on: ['MAP_DIRECT', 'MAP_BOUNCED'],
  applies: ({ device }) => device.value !== 'private' || device.context.privateBy === 'driver',
  holds: ({ page }, event) => event.type === 'MAP_BOUNCED' || page.value === 'shared',
});
