import type { Network } from '../checker/index.ts';
import { comparisons, type FormulaSyntax, formulaText } from './formula.ts';
import { type Change, commentText, isOfRuns, isOfStates, networkWords } from './networkWords.ts';
import { promelaRuns } from './promelaRuns.ts';

/** Local states that a `byte` of Promela can tell apart. */
const BYTE_STATES_MAX = 256;

/**
 * A network as a Promela model for SPIN: one process whose one control state offers every step, so that the
 * states SPIN stores are those of the network. Each violation is an option of its own whose assertion fails
 * with the claim's number; it leads to no new state, and with `-DNO_CLAIMS` it is left out. A claim about runs is a never
 * claim, which is there with `-DRUNS=` its number.
 *
 * Left out: claims about what can happen later, which neither can state; they are listed in a comment.
 */
export function promela(network: Network): string {
  const { name, parts, steps, claims } = networkWords(network);
  const idOf = (part: number) => parts[part]?.id ?? '';
  const statesOf = (part: number, states: readonly number[]) =>
    states.map((state) => parts[part]?.states[state]?.id ?? '');
  const sign = { equal: '==', unequal: '!=', and: ' && ', or: ' || ' };
  const syntax: FormulaSyntax = {
    ...sign,
    true: 'true',
    false: 'false',
    isIn: (part, states) => {
      const others = (parts[part]?.states ?? []).flatMap((_, s) => (states.includes(s) ? [] : [s]));
      return comparisons(idOf(part), statesOf(part, states), statesOf(part, others), sign);
    },
    can: (step) => steps[step]?.can ?? '',
  };
  const change = ({ part, cases, always }: Change): string => {
    const [only, ...more] = cases;
    const set = (to: number) => `${idOf(part)} = ${statesOf(part, [to])}`;
    if (only && always && more.length === 0) return set(only.to);
    const options = cases.map(({ from, to }) => `:: ${syntax.isIn(part, from)} -> ${set(to)}`);
    return `if ${options.join(' ')} :: else fi`;
  };
  const judged = claims.filter(isOfStates);
  const ofRuns = claims.filter(isOfRuns);
  const leftOut = claims.filter((claim) => !isOfStates(claim) && !isOfRuns(claim));
  const runs = ofRuns.flatMap((claim, at) => promelaRuns(steps, claim, at + 1, syntax));
  const lines = [
    `/* ${commentText(name)}`,
    '   spin -a FILE && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -c0 -m1000000',
    '   A failed assertion (n==0) is the violation of claim n. SPIN counts one transition more than there are',
    '   steps, and one for each violation; with spin -DNO_CLAIMS -a there are none of these. */',
    ...ofRuns.map(
      ({ name }, at) =>
        `/* ${commentText(name)}: spin -DRUNS=${at + 1} -a FILE && gcc -O2 -DNOREDUCE -o pan pan.c && ./pan -a -m1000000 */`,
    ),
    ...leftOut.map(
      ({ name, kind }) => `/* Left out, since no assertion can state it (${kind}): ${commentText(name)} */`,
    ),
    '',
  ];
  for (const part of parts) {
    lines.push(`/* ${commentText(part.name)} */`);
    part.states.forEach(({ id, name }, number) => {
      lines.push(`#define ${id} ${number} /* ${commentText(name)} */`);
    });
    lines.push(
      `${part.states.length > BYTE_STATES_MAX ? 'short' : 'byte'} ${part.id} = ${part.initial.id};`,
      '',
    );
  }
  for (const { can, guard } of steps) lines.push(`#define ${can} ${formulaText(guard, syntax)}`);
  lines.push('');
  judged.forEach(({ id, name }, number) => {
    lines.push(`#define ${id} ${number + 1} /* ${commentText(name)} */`);
  });
  if (ofRuns.length > 0)
    lines.push(
      ...['', '#ifndef RUNS', '#define RUNS 0', '#endif', '#if RUNS == 0', '#define run__may(can) can'],
      ...steps.map(({ id }) => `#define run__keeps_${id}`),
      ...['#define run__waive', '#endif', ...runs],
    );
  lines.push('', 'active proctype network() {', 'end:', '  do');
  for (const { id, name, by, can, changes } of steps) {
    lines.push(
      `  /* ${commentText(name)}, by ${commentText(by)} */`,
      ofRuns.length > 0
        ? `  :: d_step { run__may(${can}) -> run__keeps_${id} ${changes.map(change).join('; ') || 'skip'} }`
        : `  :: d_step { ${can} -> ${changes.map(change).join('; ') || 'skip'} }`,
    );
  }
  if (ofRuns.length > 0) lines.push('  run__waive', '#if RUNS == 0');
  lines.push('#ifndef NO_CLAIMS');
  for (const { id, violated } of judged) {
    for (const formula of violated)
      lines.push(`  :: d_step { ${formulaText(formula, syntax)} -> assert(${id} == 0) }`);
  }
  lines.push('#endif', ...(ofRuns.length > 0 ? ['#endif'] : []), '  od', '}');
  return `${lines.join('\n')}\n`;
}
