import { type FormulaSyntax, formulaText } from './formula.ts';
import { type ClaimWords, commentText, type StepWords } from './networkWords.ts';

/**
 * A claim about runs as a never claim: what it accepts are the runs that owe a goal for ever and keep every promise of
 * fairness. A counter goes from promise to promise as they are kept, so that it comes round again and again iff all are.
 * A weak promise is kept where one of its steps is taken or none can happen. A strong one is kept where one is taken;
 * or it is waived at some point, and from there on a state in which one of its steps can happen is a dead end.
 *
 * A run that ends stays where it ended, which is how SPIN takes it too (stutter extension), and keeps all promises there.
 * Identifiers have two underscores, as no name of a network has.
 */
export function promelaRuns(
  steps: readonly StepWords[],
  { name, runs }: ClaimWords,
  number: number,
  syntax: FormulaSyntax,
): string[] {
  if (!runs) return [];
  const { kind, fairness, instances } = runs;
  const last = fairness.length;
  const some = (of: readonly string[], none: string) => (of.length > 0 ? `(${of.join(' || ')})` : none);
  const can = (of: readonly number[]) =>
    some(
      [...new Set(of)].map((step) => steps[step]?.can ?? ''),
      'false',
    );
  const strong = [...fairness.keys()].filter((promise) => fairness[promise]?.strength === 'strong');
  const keeps = (step: number) =>
    fairness.map((promise, p) => {
      if (promise.steps.includes(step)) return `:: run__turn == ${p} -> run__turn = ${p + 1}`;
      const kept = promise.strength === 'weak' ? `!run__can_${p}` : `run__waived_${p}`;
      return `:: run__turn == ${p} && ${kept} -> run__turn = ${p + 1}`;
    });
  const lines = [
    `#if RUNS == ${number} /* ${commentText(name)} */`,
    'short run__turn = 0;',
    ...strong.map((promise) => `bool run__waived_${promise} = false;`),
    ...fairness.map(({ steps: of }, promise) => `#define run__can_${promise} ${can(of)}`),
    `#define run__dead_end ${some(
      strong.map((promise) => `(run__waived_${promise} && run__can_${promise})`),
      'false',
    )}`,
    '#define run__may(can) ((can) && !run__dead_end)',
    `#define run__at_rest (!${can([...steps.keys()])})`,
    `#define run__fair ((run__turn == ${last} && !run__dead_end) || run__at_rest)`,
    ...steps.map(({ id }, step) => {
      const options = [`:: run__turn == ${last} -> run__turn = 0`, ...keeps(step), ':: else'];
      return `#define run__keeps_${id} if ${options.join(' ')} fi;`;
    }),
    `#define run__waive ${strong
      .map((p) => `:: d_step { !run__waived_${p} && !run__can_${p} -> run__waived_${p} = true }`)
      .join(' ')}`,
  ];
  instances.forEach(({ owed, goal }, at) => {
    lines.push(`#define run__owed_${at} ${formulaText(owed, syntax)}`);
    lines.push(`#define run__goal_${at} ${formulaText(goal, syntax)}`);
  });
  const begins = (at: number) => (kind === 'leadsTo' ? `run__owed_${at}` : `!run__goal_${at}`);
  lines.push(
    'never {',
    kind === 'leadsTo' ? '  do' : '  if',
    ...(kind === 'leadsTo' || instances.length === 0 ? ['  :: true'] : []),
    ...instances.map((_, at) => `  :: (${begins(at)}) -> goto run__owes_${at}`),
    kind === 'leadsTo' ? '  od;' : '  fi;',
  );
  instances.forEach((_, at) => {
    lines.push(
      `run__owes_${at}:`,
      '  if',
      `  :: (!run__goal_${at} && !run__fair) -> goto run__owes_${at}`,
      `  :: (!run__goal_${at} && run__fair) -> goto accept_${at}`,
      '  fi;',
      `accept_${at}:`,
      '  if',
      `  :: (!run__goal_${at} && !run__fair) -> goto run__owes_${at}`,
      `  :: (!run__goal_${at} && run__fair) -> goto accept_${at}`,
      '  fi;',
    );
  });
  lines.push('  false', '}', '#endif');
  return lines;
}
