import type { Automaton } from './automaton.ts';

/**
 * Automata that move together on the events that they share: an event happens iff all that know it accept it.
 * The product's states are named after theirs.
 */
export function automataProduct(name: string, automata: readonly Automaton[]): Automaton {
  const events = [...new Set(automata.flatMap((one) => one.events))].sort();
  const initial = automata.map(() => 0);
  const found = [initial];
  const numbers = new Map([[String(initial), 0]]);
  const next: number[][] = [];
  for (let at = 0; at < found.length; at++) {
    const state = found[at] as number[];
    next.push(
      events.map((event) => {
        const after = automata.map((one, i) => {
          const known = one.events.indexOf(event);
          return known < 0 ? (state[i] as number) : (one.next[state[i] as number]?.[known] ?? -1);
        });
        if (after.includes(-1)) return -1;
        const number = numbers.get(String(after)) ?? found.push(after) - 1;
        numbers.set(String(after), number);
        return number;
      }),
    );
  }
  const states = found.map((state) => state.map((local, i) => automata[i]?.states[local]).join(' '));
  return { name, states, events, next };
}
