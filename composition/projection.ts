import type { AnyMachineSnapshot } from 'xstate';
import type { Automaton } from './automaton.ts';
import type { AnyEvent, EventInstance } from './events.ts';
import type { Machine } from './machine.ts';
import { MachineError } from './machineError.ts';
import { type MachineTable, tabulate } from './tabulate.ts';

/** What an observer sees of a machine. */
export interface Projection {
  readonly name: string;
  /** What the observer calls an event; nothing for an event that is hidden from it. */
  readonly seen: (event: AnyEvent) => string | undefined;
  /** What the observer calls a state of the machine. */
  readonly label: (snapshot: AnyMachineSnapshot) => string;
}

/**
 * The smallest deterministic automaton that accepts exactly the words that an observer can see of a machine:
 * hidden events happen unseen, events that look alike are one, and states that no later word tells apart are
 * one. An automaton's state is named after the states that the machine may be in.
 *
 * @throws {MachineError} as {@link tabulate} does, and for a state that the labels do not tell from another.
 */
export function projectionOf(
  machine: Machine,
  events: readonly EventInstance[],
  { name, seen, label }: Projection,
): Automaton {
  const table = tabulate(machine, events);
  const visible = events.map(({ event }) => seen(event));
  const names = [...new Set(visible.filter((event) => event !== undefined))].sort();
  const numbersOf = (wanted: string | undefined) =>
    visible.flatMap((event, number) => (event === wanted ? [number] : []));
  const hidden = numbersOf(undefined);
  const groups = names.map(numbersOf);

  const subsets: (readonly number[])[] = [closure(table, [0], hidden)];
  const numbers = new Map([[String(subsets[0]), 0]]);
  const next: number[][] = [];
  for (let at = 0; at < subsets.length; at++) {
    next.push(
      groups.map((group) => {
        const after = closure(table, imageOf(table, subsets[at] as readonly number[], group), hidden);
        if (after.length === 0) return -1;
        const known = numbers.get(String(after));
        if (known !== undefined) return known;
        numbers.set(String(after), subsets.length);
        return subsets.push(after) - 1;
      }),
    );
  }

  const classes = classesOf(next);
  const count = Math.max(...classes) + 1;
  const members = Array.from({ length: count }, (_, c) =>
    subsets.filter((_, state) => classes[state] === c).flat(),
  );
  const states = members.map((locals) =>
    [...new Set(locals.map((local) => label(table.snapshots[local] as AnyMachineSnapshot)))].join('_or_'),
  );
  const twice = states.find((state, at) => states.indexOf(state) < at);
  if (twice !== undefined)
    throw new MachineError(machine.id, `two states of its projection ${name} are called ${twice}`);
  return {
    name,
    states,
    events: names,
    next: Array.from({ length: count }, (_, c) =>
      (next[classes.indexOf(c)] ?? []).map((to) => (to < 0 ? -1 : (classes[to] ?? -1))),
    ),
  };
}

/** The local states into which some of the events lead from some of the given ones, in order. */
function imageOf(table: MachineTable, from: readonly number[], events: readonly number[]): number[] {
  const to = new Set<number>();
  for (const event of events) {
    for (const local of from) {
      const after = table.next[event]?.[local] ?? -1;
      if (after >= 0) to.add(after);
    }
  }
  return [...to].sort((a, b) => a - b);
}

/** The same local states, and those reached from them by hidden events. */
function closure(table: MachineTable, from: readonly number[], hidden: readonly number[]): number[] {
  let reached = [...from];
  for (;;) {
    const more = [...new Set([...reached, ...imageOf(table, reached, hidden)])].sort((a, b) => a - b);
    if (more.length === reached.length) return more;
    reached = more;
  }
}

/**
 * Moore's partition refinement: the class of each state, classes numbered in the order of their first states,
 * so that the initial state is in class 0.
 */
function classesOf(next: readonly (readonly number[])[]): number[] {
  let classes = next.map(() => 0);
  for (let count = 0; ; ) {
    const numbers = new Map<string, number>();
    classes = next.map((row, state) => {
      const key = String([classes[state], ...row.map((to) => (to < 0 ? -1 : classes[to]))]);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    if (numbers.size === count) return classes;
    count = numbers.size;
  }
}
