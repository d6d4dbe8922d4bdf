import { always } from './define.ts';

/** The command line belongs to the host until it is attested. */
export const forceBounceRefusedWithPrivate = always({
  name: 'forceBounceRefusedWithPrivate',
  summary: 'swiotlb=force and a private device do not come together',
  source:
    'R. Murphy and D. Williams on swiotlb=force, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['dmaDirect'],
  applies: ({ dmaDirect }) => dmaDirect.value === 'encrypted',
  holds: ({ dmaDirect }) => !dmaDirect.context.forced,
});
