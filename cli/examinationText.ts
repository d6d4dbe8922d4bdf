import type { Coverage } from '../checker/index.ts';
import type { Checked } from './checked.ts';
import { numbered } from './findings.ts';
import { grouped } from './numbers.ts';
import type { Paint } from './paint.ts';

/** What was looked for beside the claims, in words; empty if nothing was. */
export function examinations(run: readonly Checked[], paint: Paint): string {
  const blocks = [
    block('Deadlocks:', run, ({ report: { name, deadlocks, complete } }) => {
      if (!deadlocks) return [];
      const { states, trace } = deadlocks;
      if (!trace)
        return [`  ${name}: ${complete ? paint('holds', 'none') : paint('unknown', 'none so far')}`];
      const [are, after] = [states > 1 ? 'states' : 'state', trace.length === 1 ? 'step' : 'steps'];
      return [
        `  ${name}: ${paint('violated', `nothing can happen any more in ${grouped(states)} ${are}`)}, the nearest after ${trace.length} ${after}`,
        ...indented(numbered({ trace })),
      ];
    }),
    block('Livelocks:', run, ({ report: { name, livelock } }) => {
      if (!livelock) return [];
      const { found, because, trace = [], loop = [] } = livelock;
      if (!found)
        return [`  ${name}: ${because === undefined ? paint('holds', 'none') : paint('unknown', because)}`];
      return [
        `  ${name}: ${paint('violated', 'no progress any more')}`,
        ...indented(numbered({ trace, loop })),
      ];
    }),
    block('Never:', run, ({ report: { name, coverage, complete } }) =>
      coverage
        ? [`  ${name}: ${neverText(coverage)}${complete ? '' : ' so far'}`, ...neverLines(coverage)]
        : [],
    ),
  ];
  return blocks.join('');
}

function block(head: string, run: readonly Checked[], tell: (one: Checked) => readonly string[]): string {
  const told = run.flatMap(tell);
  return ['', head, ...told].map((line) => (told.length > 0 ? `${line}\n` : '')).join('');
}

const indented = (told: readonly string[]): string[] => told.map((line) => `    ${line}`);

const neverText = ({ steps, parts }: Coverage): string =>
  `${grouped(steps.length)} steps never happen, ${grouped(parts.reduce((sum, { states }) => sum + states.length, 0))} local states are never reached`;

/** Lines that are told of what never happens; the data has all. */
const NEVER_LINES_MAX = 12;

/** Steps by event type, and local states by machine: what differs in an index only is told together. */
function neverLines({ steps, parts }: Coverage): string[] {
  const byType = countsOf(steps.map((name) => name.replace(/\(.*/s, '')));
  const byMachine = new Map<string, string[]>();
  for (const { part, states } of parts) {
    const machine = part.replace(/\[\d+\]$/, '');
    byMachine.set(machine, [...(byMachine.get(machine) ?? []), ...states]);
  }
  const lines = [
    ...[...byType].map(([type, count]) => `    ${type}: ${grouped(count)}`),
    ...[...byMachine].flatMap(([machine, states]) =>
      [...countsOf(states).keys()].map((state) => `    ${machine} in ${state}`),
    ),
  ];
  const more = lines.length - NEVER_LINES_MAX;
  return more > 1
    ? [...lines.slice(0, NEVER_LINES_MAX), `    and ${grouped(more)} more; --json has them all`]
    : lines;
}

function countsOf(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
