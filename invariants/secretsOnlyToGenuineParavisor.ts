import { eachStep } from './define.ts';

/** What attestation is for. */
export const secretsOnlyToGenuineParavisor = eachStep({
  name: 'secretsOnlyToGenuineParavisor',
  summary: 'a secret is sent only to the paravisor that the owner asked for',
  source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
  over: ['paravisor'],
  on: ['SEND_SECRET'],
  applies: () => true,
  holds: ({ paravisor }) => paravisor.context.server === 'genuine',
});
