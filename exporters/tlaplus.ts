import type { Network } from '../checker/index.ts';
import { type FormulaSyntax, formulaText } from './formula.ts';
import { commentText, isOfRuns, isOfStates, networkWords } from './networkWords.ts';
import { type TlaRuns, tlaplusRuns } from './tlaplusRuns.ts';

/** A TLA+ module and the configuration with which TLC checks it. */
export interface TlaFiles {
  /** Name of the module, which its file must have. */
  readonly module: string;
  readonly tla: string;
  readonly cfg: string;
  /** Its claims about runs, where it has any. */
  readonly runs?: TlaRuns;
}

/**
 * A network as a TLA+ module: one variable a part, whose values are the identifiers of its local states as
 * strings; one action a step; one invariant a claim.
 *
 * Left out: claims about what can happen later, which neither invariants nor temporal formulas can state; they are listed
 * in a comment.
 */
export function tlaplus(network: Network): TlaFiles {
  const words = networkWords(network);
  const { id: module, name, parts, steps, claims } = words;
  const idOf = (part: number) => parts[part]?.id ?? '';
  const value = (part: number, state: number) => `"${parts[part]?.states[state]?.id ?? ''}"`;
  const syntax: FormulaSyntax = {
    and: ' /\\ ',
    or: ' \\/ ',
    true: 'TRUE',
    false: 'FALSE',
    isIn: (part, states) => `(${idOf(part)} \\in {${states.map((state) => value(part, state)).join(', ')}})`,
    can: (step) => steps[step]?.can ?? '',
  };
  const judged = claims.filter(isOfStates);
  const leftOut = claims.filter((claim) => !isOfStates(claim) && !isOfRuns(claim));
  const tla = [
    `---- MODULE ${module} ----`,
    `\\* ${commentText(name)}`,
    ...leftOut.map(
      ({ name, kind }) => `\\* Left out, since no invariant can state it (${kind}): ${commentText(name)}`,
    ),
    `VARIABLES ${parts.map(({ id }) => id).join(', ')}`,
    `vars == <<${parts.map(({ id }) => id).join(', ')}>>`,
    '',
  ];
  for (const { name, type, states } of parts) {
    tla.push(`\\* ${commentText(name)}`, `${type} == {`);
    states.forEach(({ id, name }, number) => {
      tla.push(`  "${id}"${number < states.length - 1 ? ',' : ''} \\* ${commentText(name)}`);
    });
    tla.push('}');
  }
  tla.push(
    '',
    'TypeOK ==',
    ...parts.map(({ id, type }) => `  /\\ ${id} \\in ${type}`),
    '',
    'Init ==',
    ...parts.map(({ id, initial }) => `  /\\ ${id} = "${initial.id}"`),
  );
  for (const { id, can, name, by, guard, changes } of steps) {
    const moved = new Set(changes.map(({ part }) => part));
    const still = parts.flatMap(({ id }, number) => (moved.has(number) ? [] : [id]));
    tla.push(
      '',
      `\\* ${commentText(name)}, by ${commentText(by)}`,
      `${can} == ${formulaText(guard, syntax)}`,
    );
    tla.push(`${id} ==`, `  /\\ ${can}`);
    for (const { part, cases } of changes) {
      const options = cases.map(({ from, to }) => `${syntax.isIn(part, from)} -> ${value(part, to)}`);
      tla.push(`  /\\ ${idOf(part)}' = CASE ${options.join(' [] ')} [] OTHER -> ${idOf(part)}`);
    }
    if (still.length > 0) tla.push(`  /\\ UNCHANGED <<${still.join(', ')}>>`);
  }
  tla.push('', 'Next ==', ...steps.map(({ id }) => `  \\/ ${id}`), '', 'Spec == Init /\\ [][Next]_vars');
  for (const { id, name, violated } of judged) {
    tla.push(
      '',
      `\\* ${commentText(name)}`,
      `${id} == ~${formulaText({ kind: 'or', of: violated }, syntax)}`,
    );
  }
  tla.push('====');
  const cfg = [
    'SPECIFICATION Spec',
    '\\* A network may come to rest.',
    'CHECK_DEADLOCK FALSE',
    'INVARIANT TypeOK',
    ...judged.map(({ id }) => `INVARIANT ${id}`),
  ];
  const runs = tlaplusRuns(words, syntax);
  return {
    module,
    tla: `${tla.join('\n')}\n`,
    cfg: `${cfg.join('\n')}\n`,
    ...(runs ? { runs } : {}),
  };
}
