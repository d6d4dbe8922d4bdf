import type { Checked } from './checked.ts';
import { grouped, sizeText } from './numbers.ts';
import type { Paint } from './paint.ts';

/** What the audits compared and found, in words; empty if nobody asked for one. */
export function audits(run: readonly Checked[], paint: Paint): string {
  const told = run.flatMap(({ report: { name }, audit }) => {
    if (!audit) return [];
    const { size, states, transitions, claims, referenceStates, steps, traces, seed, differences } = audit;
    return [
      `  ${name}: ${grouped(states)} states, ${grouped(transitions)} transitions and ${claims} claims of the world ${sizeText(size)} searched again without acceleration, ${grouped(referenceStates)} of the states by XState; ${grouped(steps)} steps (seed ${seed}) and ${traces} traces taken by XState; ${differences.length === 0 ? paint('holds', 'all alike') : paint('violated', `${differences.length} not alike:`)}`,
      ...differences.map((difference) => `    ${difference}`),
    ];
  });
  return told.length === 0 ? '' : ['', paint('strong', 'Audited:'), ...told, ''].join('\n');
}
