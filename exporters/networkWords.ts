import {
  type FairSteps,
  HOLDS,
  type Network,
  type NetworkClaim,
  NOT_APPLICABLE,
  VIOLATED,
} from '../checker/index.ts';
import type { Formula } from './formula.ts';
import { identifiers } from './identifiers.ts';

/** A name of the network, and the identifier that stands for it in an export. */
export interface Word {
  readonly id: string;
  readonly name: string;
}

/** A part, with an identifier for each of its local states. */
export interface PartWords extends Word {
  /** Identifier of the set of its local states. */
  readonly type: string;
  readonly states: readonly Word[];
  readonly initial: Word;
}

/** Where a step sends one part: from one of these local states to that one. Where it stays is not listed. */
export interface Change {
  readonly part: number;
  readonly cases: readonly { readonly from: readonly number[]; readonly to: number }[];
  /** Whether the cases are all local states in which the step can happen. */
  readonly always: boolean;
}

/** A step: when it can happen, and what it changes. */
export interface StepWords extends Word {
  readonly by: string;
  /** Identifier of the condition under which it can happen. */
  readonly can: string;
  readonly guard: Formula;
  readonly changes: readonly Change[];
}

/** A claim: the states that violate it and those in which it applies. */
export interface ClaimWords extends Word {
  readonly kind: NetworkClaim['kind'];
  /** One for each instance that could be violated; empty for a claim that no state alone can break. */
  readonly violated: readonly Formula[];
  /** One for each instance that could apply. */
  readonly applies: readonly Formula[];
  /** Of a claim about runs. */
  readonly runs?: RunWords;
}

/** A claim about runs: for each instance where its goal is owed and where it is met, and which runs are fair. */
export interface RunWords {
  readonly kind: 'leadsTo' | 'eventually';
  readonly instances: readonly { readonly owed: Formula; readonly goal: Formula }[];
  readonly fairness: readonly FairSteps[];
}

/** A network with identifiers, and with formulas in the place of its tables: what the exporters of models share. */
export interface NetworkWords extends Word {
  readonly parts: readonly PartWords[];
  readonly steps: readonly StepWords[];
  readonly claims: readonly ClaimWords[];
}

/**
 * Puts a network into words. An `eachStep` claim becomes one of states: it is violated where its step can
 * happen and its table says so, since moves are deterministic.
 */
export function networkWords(network: Network): NetworkWords {
  const identifier = identifiers();
  const id = identifier(network.name);
  const parts = network.parts.map(({ name, states, initial }): PartWords => {
    const part = identifier(name);
    const words = states.map((state) => ({ id: identifier(`${part}_${state}`), name: state }));
    const type = identifier(`${part}_states`);
    return { id: part, name, type, states: words, initial: words[initial] ?? { id: part, name } };
  });
  const steps = network.steps.map(({ name, by, moves }): StepWords => {
    const accepted = moves.map(({ part, to }) => ({
      part,
      states: Array.from(to, (t, s) => (t >= 0 ? s : -1)).filter((s) => s >= 0),
      all: to.length,
    }));
    const restricting = accepted.filter(({ states, all }) => states.length < all);
    const word = identifier(name);
    return {
      id: word,
      can: identifier(`can_${word}`),
      name,
      by,
      guard: { kind: 'and', of: restricting.map(({ part, states }) => ({ kind: 'in', part, states })) },
      changes: moves.flatMap(({ part, to }) => changeOf(part, to)),
    };
  });
  const claims = network.claims.map((claim): ClaimWords => {
    const where = (wanted: (mark: number) => boolean): Formula[] =>
      claim.instances.flatMap((instance) => {
        const table = tableFormula(network, instance.parts, instance.table, wanted);
        if (isFalse(table)) return [];
        return 'step' in instance
          ? [{ kind: 'and', of: [{ kind: 'can', step: instance.step }, table] }]
          : [table];
      });
    const judged = isOfStates(claim);
    return {
      id: identifier(claim.name),
      name: claim.name,
      kind: claim.kind,
      violated: judged ? where((mark) => mark === VIOLATED) : [],
      applies: judged ? where((mark) => mark !== NOT_APPLICABLE) : [],
      ...(claim.kind === 'leadsTo' || claim.kind === 'eventually'
        ? {
            runs: {
              kind: claim.kind,
              fairness: claim.fairness ?? [],
              instances: claim.instances.map(({ parts, table }) => ({
                owed: tableFormula(network, parts, table, (mark) => mark === VIOLATED),
                goal: tableFormula(network, parts, table, (mark) => mark === HOLDS),
              })),
            },
          }
        : {}),
    };
  });
  return { id, name: network.name, parts, steps, claims };
}

/** Whether a state alone, with the step taken from it, can break the claim: what assertions and invariants are about. */
export const isOfStates = ({ kind }: Pick<NetworkClaim, 'kind'>): boolean =>
  kind === 'always' || kind === 'eachStep';

/** Whether the claim is about runs, which a never claim or a temporal formula states. */
export const isOfRuns = ({ kind }: Pick<NetworkClaim, 'kind'>): boolean =>
  kind === 'leadsTo' || kind === 'eventually';

/** On one line, and without what would end a comment. */
export const commentText = (name: string): string =>
  name.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /').replaceAll('*)', '* )').replaceAll('\\', '/');

function changeOf(part: number, to: ArrayLike<number>): Change[] {
  const byTarget = new Map<number, number[]>();
  let stays = false;
  for (let from = 0; from < to.length; from++) {
    const target = to[from] ?? -1;
    if (target === from) stays = true;
    else if (target >= 0) byTarget.set(target, [...(byTarget.get(target) ?? []), from]);
  }
  if (byTarget.size === 0) return [];
  return [{ part, always: !stays, cases: [...byTarget].map(([target, from]) => ({ from, to: target })) }];
}

const isFalse = (formula: Formula) => formula.kind === 'or' && formula.of.length === 0;
const isTrue = (formula: Formula) => formula.kind === 'and' && formula.of.length === 0;

/** The entries with a wanted mark as a formula: part by part, local states with equal rests of the table together (first part slowest). */
function tableFormula(
  network: Network,
  parts: readonly number[],
  table: ArrayLike<number>,
  wanted: (mark: number) => boolean,
): Formula {
  const rest = (k: number, offset: number): Formula => {
    const part = parts[k];
    if (part === undefined) return { kind: wanted(table[offset] ?? NOT_APPLICABLE) ? 'and' : 'or', of: [] };
    const count = network.parts[part]?.states.length ?? 0;
    const groups = new Map<string, { readonly formula: Formula; readonly states: number[] }>();
    for (let state = 0; state < count; state++) {
      const formula = rest(k + 1, offset * count + state);
      const key = JSON.stringify(formula);
      const group = groups.get(key) ?? { formula, states: [] };
      group.states.push(state);
      groups.set(key, group);
    }
    const of = [...groups.values()].flatMap(({ formula, states }): Formula[] => {
      if (isFalse(formula)) return [];
      if (states.length === count) return [formula];
      const here: Formula = { kind: 'in', part, states };
      if (isTrue(formula)) return [here];
      return [{ kind: 'and', of: formula.kind === 'and' ? [here, ...formula.of] : [here, formula] }];
    });
    return of.length === 1 && of[0] ? of[0] : { kind: 'or', of };
  };
  return rest(0, 0);
}
