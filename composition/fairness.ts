import type { FairSteps } from '../checker/index.ts';
import type { Alphabet } from './events.ts';
import { nearest } from './nearest.ts';

/**
 * A promise of movers to go on. `per: 'mover'` promises of each mover, and `per: 'step'` of each step, that it is not
 * for ever left out although from some point on it can always happen (`weak`), or again and again can (`strong`). A
 * mover's promise is kept by any of its steps.
 */
export interface Fairness {
  readonly strength: FairSteps['strength'];
  readonly per: 'mover' | 'step';
  /** Movers whose steps it is about; those of all movers by default. */
  readonly by?: readonly string[];
  /** Event types that it is about; all by default. */
  readonly on?: readonly string[];
}

/** What fairness a claim is judged under. */
export const fairnessOf = (
  { fairness }: { readonly fairness?: readonly Fairness[] },
  claim: { readonly fairness?: readonly Fairness[] },
): readonly Fairness[] => claim.fairness ?? fairness ?? [];

/**
 * The steps of each promise, by number.
 *
 * @throws {TypeError} for a mover or an event type that the alphabet does not have.
 */
export function fairStepsOf(
  fairness: readonly Fairness[],
  alphabet: Alphabet,
  steps: readonly { readonly by: string; readonly event: { readonly type: string } }[],
): FairSteps[] {
  const movers = Object.values(alphabet).flatMap(({ by, values }) =>
    typeof by === 'string' ? [by] : (values?.[by.parameter] ?? []).map(String),
  );
  return fairness.flatMap(({ strength, per, by, on }): FairSteps[] => {
    known('mover', by, movers);
    known('event type', on, Object.keys(alphabet));
    const chosen = [...steps.keys()].filter((number) => {
      const step = steps[number];
      return step && (!by || by.includes(step.by)) && (!on || on.includes(step.event.type));
    });
    if (per === 'step') return chosen.map((step) => ({ strength, steps: [step] }));
    const moversOfThese = [...new Set(chosen.map((step) => steps[step]?.by))];
    return moversOfThese.map((mover) => ({
      strength,
      steps: chosen.filter((step) => steps[step]?.by === mover),
    }));
  });
}

function known(kind: string, names: readonly string[] = [], all: readonly string[]): void {
  const strange = names.find((name) => !all.includes(name));
  if (strange !== undefined)
    throw new TypeError(`fairness: there is no ${kind} ${strange}${nearest(strange, [...new Set(all)])}`);
}
