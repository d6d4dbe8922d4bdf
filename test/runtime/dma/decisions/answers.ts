import type { Answers, Fact } from '../../../../runtime/dma/decisions/index.ts';

/** Facts that are so, by name and separated by blanks; all others are not. */
export function answersOf(facts: string): Answers {
  const so = new Set(facts.split(' '));
  return (fact) => so.has(fact);
}

/** All answers to some facts; whatever else is asked is an error. */
export function assignments(names: readonly Fact[]): Answers[] {
  const bitOf = new Map(names.map((name, at) => [name, at]));
  return Array.from({ length: 2 ** names.length }, (_, bits) => (fact: Fact) => {
    const at = bitOf.get(fact);
    if (at === undefined) throw new Error(`nobody expected the question ${fact}`);
    return ((bits >> at) & 1) === 1;
  });
}
