import { eachStep } from './define.ts';

/** A device that is not accepted is the host's, and fails or reads at the address that it is given. */
export const untrustedDeviceIsBounced = eachStep({
  name: 'untrustedDeviceIsBounced',
  summary: 'a device that is not private to the TSM is given no address of a private page',
  source:
    'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024: "skipping various enforcements"',
  over: ['trust'],
  on: ['MAP_BY_TRUST'],
  applies: ({ trust }) => !trust.context.tsm,
  holds: (_, { way }) => way === 'bounced',
});
