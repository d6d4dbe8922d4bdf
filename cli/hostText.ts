import type { Checked } from './checked.ts';
import { standText } from './standing.ts';

/** What the moves of the hostile host make worse, in words; empty if nobody asked for the honest one. */
export function hostText(run: readonly Checked[]): string {
  const told = run
    .filter(({ host }) => host === 'honest')
    .flatMap(({ proposal: { moves, stands }, report: { name }, claims }) => {
      const worse = claims.filter(
        ({ claim, verdict }) => verdict !== 'violated' && typeof stands[claim] === 'object',
      );
      return worse.length === 0
        ? [`  ${name}: nothing`]
        : [
            `  ${name} (${moves.join(', ')}):`,
            ...worse.map(
              ({ claim, verdict }) => `    ${claim}: ${standText(stands[claim])}, and ${verdict} without`,
            ),
          ];
    });
  return told.length === 0 ? '' : ['', 'Broken only by moves of a hostile host:', ...told, ''].join('\n');
}
