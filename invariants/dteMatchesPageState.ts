import { always } from './define.ts';

/** "DTE is not updated after that." */
export const dteMatchesPageState = always({
  name: 'dteMatchesPageState',
  summary: 'the device table entry says of the memory mapped behind it what it is',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['launch'],
  applies: ({ launch }) => launch.context.mapped !== 'none',
  holds: ({ launch: { context } }) => context.dte === context.mapped,
});
