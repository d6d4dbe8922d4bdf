import { eachStep } from './define.ts';

/** A driver that knows nothing of TDISP does not look. */
export const firstUseOnlyWhenLocked = eachStep({
  name: 'firstUseOnlyWhenLocked',
  summary: 'an unmodified driver uses its device only after firmware has locked it',
  source: `D. Williams, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024: "I don't see how OVMF helps when devices might be being virtually hotplugged or reset"`,
  over: ['commandMediator'],
  on: ['FIRST_USE'],
  applies: () => true,
  holds: ({ commandMediator }) => commandMediator.value === 'locked',
});
