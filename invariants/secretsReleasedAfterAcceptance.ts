import { eachStep } from './define.ts';

/** The second: a guest without secrets has none to lose. */
export const secretsReleasedAfterAcceptance = eachStep({
  name: 'secretsReleasedAfterAcceptance',
  summary: 'no secret is released into the guest before its device is private',
  source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
  over: ['userspacePolicy'],
  on: ['RELEASE_SECRETS'],
  applies: () => true,
  holds: ({ userspacePolicy }) => userspacePolicy.value === 'private',
});
