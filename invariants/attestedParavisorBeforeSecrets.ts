import { eachStep } from './define.ts';

/** "Presumably within the TCB at launch" is a presumption until somebody has looked. */
export const attestedParavisorBeforeSecrets = eachStep({
  name: 'attestedParavisorBeforeSecrets',
  summary: 'no secret goes to a channel of the paravisor before guest and paravisor are attested',
  source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
  over: ['paravisor'],
  on: ['SEND_SECRET'],
  applies: () => true,
  holds: ({ paravisor }) => paravisor.context.attested,
});
