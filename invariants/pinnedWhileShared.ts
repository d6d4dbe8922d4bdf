import { always } from './define.ts';

/** A page that is given by address must stay where it is. */
export const pinnedWhileShared = always({
  name: 'pinnedWhileShared',
  summary: 'a buffer stays where it is as long as the channel has it',
  source: 'OpenVMM vmbus_core (1488a37b), require_pinned_external_memory and gpa_pinning',
  over: ['vmbusBuffer'],
  applies: ({ vmbusBuffer }) => vmbusBuffer.value === 'given',
  holds: ({ vmbusBuffer }) => vmbusBuffer.context.inPlace,
});
