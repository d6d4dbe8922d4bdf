import type { Network } from '../checker/index.ts';
import { comparisons, type FormulaSyntax, formulaText } from './formula.ts';
import { type Change, type ClaimWords, commentText, isOfStates, networkWords } from './networkWords.ts';

/** How the claims are written. */
export interface MurphiOptions {
  /**
   * `invariant` (the default) stops at the first violation. `cover` counts the states in which a claim is
   * violated and in which it applies, and goes on: rumur explores nothing beyond a state that violates an
   * invariant, so this is how to see the whole graph.
   */
  readonly claims?: 'invariant' | 'cover';
}

/**
 * A network as a Murphi model: an enumeration for each part, a rule for each step.
 *
 * Left out: claims about what can or must happen later, which no invariant can state; they are listed in a comment.
 */
export function murphi(network: Network, { claims: as = 'invariant' }: MurphiOptions = {}): string {
  const { name, parts, steps, claims } = networkWords(network);
  const idOf = (part: number) => parts[part]?.id ?? '';
  const statesOf = (part: number, states: readonly number[]) =>
    states.map((state) => parts[part]?.states[state]?.id ?? '');
  const sign = { equal: '=', unequal: '!=', and: ' & ', or: ' | ' };
  const syntax: FormulaSyntax = {
    ...sign,
    true: 'true',
    false: 'false',
    isIn: (part, states) => {
      const others = (parts[part]?.states ?? []).flatMap((_, s) => (states.includes(s) ? [] : [s]));
      return comparisons(idOf(part), statesOf(part, states), statesOf(part, others), sign);
    },
    can: (step) => `${steps[step]?.can ?? ''}()`,
  };
  const change = ({ part, cases, always }: Change): string => {
    const [only, ...more] = cases;
    const set = (to: number) => `${idOf(part)} := ${statesOf(part, [to])};`;
    if (only && always && more.length === 0) return `  ${set(only.to)}`;
    const branches = cases.map(({ from, to }) => `if ${syntax.isIn(part, from)} then ${set(to)}`);
    return `  ${branches.join(' els')} end;`;
  };
  const property = (claim: ClaimWords): string[] => {
    const { name, kind, violated, applies } = claim;
    if (!isOfStates(claim))
      return [`-- Left out, since no invariant can state it (${kind}): ${commentText(name)}`];
    const some = (of: ClaimWords['violated']) => formulaText({ kind: 'or', of }, syntax);
    if (as === 'invariant') return [`invariant ${quoted(name)}`, `  !${some(violated)};`];
    return [
      `cover ${quoted(`${name}: violated`)}`,
      `  ${some(violated)};`,
      `cover ${quoted(`${name}: applies`)}`,
      `  ${some(applies)};`,
    ];
  };
  const lines = [
    `-- ${commentText(name)}`,
    '-- rumur --deadlock-detection off --symmetry-reduction off FILE -o model.c && gcc -O3 -mcx16 model.c -o model -lpthread',
    '',
    'type',
  ];
  for (const part of parts) {
    lines.push(`  ${part.type}: enum {`);
    part.states.forEach(({ id, name }, number) => {
      lines.push(`    ${id}${number < part.states.length - 1 ? ',' : ''} -- ${commentText(name)}`);
    });
    lines.push('  };');
  }
  lines.push(
    '',
    'var',
    ...parts.map(({ id, name, type }) => `  ${id}: ${type}; -- ${commentText(name)}`),
    '',
  );
  for (const { can, guard } of steps)
    lines.push(`function ${can}(): boolean;`, `begin return ${formulaText(guard, syntax)}; end;`);
  lines.push(
    '',
    'startstate "initial"',
    'begin',
    ...parts.map(({ id, initial }) => `  ${id} := ${initial.id};`),
    'end;',
  );
  for (const { name, by, can, changes } of steps)
    lines.push(
      '',
      `-- by ${commentText(by)}`,
      `rule ${quoted(name)}`,
      `  ${can}()`,
      '==>',
      'begin',
      ...changes.map(change),
      'end;',
    );
  lines.push('', ...claims.flatMap(property));
  return `${lines.join('\n')}\n`;
}

const quoted = (name: string): string => `"${name.replaceAll(/["\\\n]/g, "'")}"`;
