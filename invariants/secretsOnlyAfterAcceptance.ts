import { eachStep } from './define.ts';

/** The policy that userspace owns: no secret before the device is private. */
export const secretsOnlyAfterAcceptance = eachStep({
  name: 'secretsOnlyAfterAcceptance',
  summary: 'no secret is released for a device before it is private',
  source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['device'],
  on: ['WRITE'],
  applies: (_, event) => event.content === 'secret',
  holds: ({ device }) => device.value === 'private',
});
