import { type FormulaSyntax, formulaText } from './formula.ts';
import { type ClaimWords, commentText, type NetworkWords } from './networkWords.ts';

/** A module that extends that of a network with its claims about runs, and a configuration for each of these. */
export interface TlaRuns {
  readonly module: string;
  readonly tla: string;
  /** By claim, since each has a fairness of its own. */
  readonly cfgs: readonly { readonly claim: string; readonly cfg: string }[];
}

/**
 * Claims about runs as temporal formulas. TLA+ lets everything stop at any time and does not see a step that changes
 * nothing; here somebody moves as long as anybody can, and such a step is one. So one more variable changes with every
 * step, and the next-state relation as a whole is weakly fair. Names with two underscores are no names of a network.
 *
 * @returns undefined if there are none.
 */
export function tlaplusRuns(
  { id, name, steps, claims }: NetworkWords,
  syntax: FormulaSyntax,
): TlaRuns | undefined {
  const ofRuns = claims.filter(({ runs }) => runs);
  if (ofRuns.length === 0) return undefined;
  const module = `${id}__runs`;
  const lines = [
    `---- MODULE ${module} ----`,
    `\\* ${commentText(name)}: claims about runs`,
    `EXTENDS ${id}`,
    'VARIABLE run__tick',
    'run__vars == <<vars, run__tick>>',
    "run__Step(A) == A /\\ run__tick' = 1 - run__tick",
    'run__Init == Init /\\ run__tick = 0',
    'run__Next == run__Step(Next)',
  ];
  const ored = (texts: readonly string[], none: string) =>
    texts.length > 0 ? `(${texts.join(' \\/ ')})` : none;
  for (const { id: claim, name: sentence, runs } of ofRuns) {
    const { kind, fairness, instances } = runs as NonNullable<ClaimWords['runs']>;
    const promises = fairness.map(({ strength, steps: of }) => {
      const action = ored(
        [...new Set(of)].map((step) => steps[step]?.id ?? ''),
        'FALSE',
      );
      return `${strength === 'weak' ? 'WF' : 'SF'}_run__vars(run__Step(${action}))`;
    });
    const properties = instances.map(({ owed, goal }) =>
      kind === 'leadsTo'
        ? `(${formulaText(owed, syntax)} ~> ${formulaText(goal, syntax)})`
        : `<>${formulaText({ kind: 'and', of: [goal] }, syntax)}`,
    );
    lines.push(
      '',
      `\\* ${commentText(sentence)}`,
      `run__Spec_${claim} ==`,
      ...['run__Init', '[][run__Next]_run__vars', 'WF_run__vars(run__Next)', ...promises].map(
        (one) => `  /\\ ${one}`,
      ),
      `run__${claim} ==`,
      ...(properties.length > 0 ? properties : ['TRUE']).map((one) => `  /\\ ${one}`),
    );
  }
  lines.push('====');
  return {
    module,
    tla: `${lines.join('\n')}\n`,
    cfgs: ofRuns.map(({ id: claim }) => ({
      claim,
      cfg: `SPECIFICATION run__Spec_${claim}\n\\* A network may come to rest.\nCHECK_DEADLOCK FALSE\nPROPERTY run__${claim}\n`,
    })),
  };
}
