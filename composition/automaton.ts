/**
 * A deterministic automaton: what an observer sees of a machine who sees only some of its events. State 0 is
 * the initial one. Every state is a good one: a word is refused at the first event that has no next state.
 */
export interface Automaton {
  readonly name: string;
  /** Names, the initial state's first. */
  readonly states: readonly string[];
  readonly events: readonly string[];
  /** `next[state][event]`, by their places in `states` and `events`; -1 where the event cannot happen. */
  readonly next: readonly (readonly number[])[];
}

/** The state after each event of a word, as far as the automaton accepts it. */
export function statesAlong({ events, next }: Automaton, word: Iterable<string>): number[] {
  const along: number[] = [];
  let state = 0;
  for (const event of word) {
    state = next[state]?.[events.indexOf(event)] ?? -1;
    if (state < 0) break;
    along.push(state);
  }
  return along;
}
