import { eachStep } from './define.ts';

/** What the policies are for. */
export const noSecretBounced = eachStep({
  name: 'noSecretBounced',
  summary: 'no page with a secret in it is bounced',
  source:
    'D. Williams and R. Murphy, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
  over: ['userspacePolicy'],
  on: ['BOUNCE_PAGE'],
  applies: () => true,
  holds: (_, { content }) => content !== 'secret',
});
