import type { WholeGraph } from '../checker/index.ts';
import { type AnyEvent, eventName, type World, type WorldStep } from '../composition/index.ts';

/** A design and all of its graph. */
export interface Explored {
  readonly world: World;
  readonly graph: WholeGraph;
}

/**
 * What each step amounts to, by its name: the step without those parameters that only report what is so, as the content
 * of the page that is mapped, and are nobody's choice. A value parameter reports if in no state of any of the graphs two
 * steps can happen that differ in nothing else; of several that report together, the first ones of the alphabet do.
 */
export function actsOf(explored: readonly Explored[]): (step: string) => string {
  const reports = new Map<string, Set<string>>();
  const values = new Map<string, readonly string[]>();
  for (const step of explored.flatMap(({ world }) => world.steps))
    values.set(step.event.type, valuesOf(step));
  const rounds = Math.max(0, ...[...values.values()].map(({ length }) => length));
  for (let round = 0; round < rounds; round++) {
    const tried = new Map(
      [...values].flatMap(([type, names]) => {
        const parameter = names[round];
        return parameter === undefined ? [] : [[type, new Set([...(reports.get(type) ?? []), parameter])]];
      }),
    );
    for (const one of explored)
      for (const type of ambiguous(one, (step) => actOf(step, tried.get(step.event.type))))
        tried.delete(type);
    for (const [type, parameters] of tried) reports.set(type, parameters);
  }
  const acts = new Map(
    explored.flatMap(({ world }) =>
      world.steps.map((step) => [step.name, actOf(step, reports.get(step.event.type))] as const),
    ),
  );
  return (step) => acts.get(step) ?? step;
}

/** Value parameters of a step, in the order of the alphabet, but for one that says who moves. */
const valuesOf = ({ event, indexes, by }: WorldStep): string[] =>
  Object.entries(event).flatMap(([name, value]) =>
    name === 'type' || value === by || indexes.some(({ parameter }) => parameter === name) ? [] : [name],
  );

const actOf = ({ event }: WorldStep, without?: ReadonlySet<string>): string =>
  eventName(Object.fromEntries(Object.entries(event).filter(([name]) => !without?.has(name))) as AnyEvent);

/** Event types of which two steps that amount to the same can happen in one state. */
function ambiguous({ world, graph }: Explored, act: (step: WorldStep) => string): Set<string> {
  const numbers = new Map<string, number>();
  const acts = world.steps.map((step) => {
    const name = act(step);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  const seenIn = new Int32Array(numbers.size).fill(-1);
  const found = new Set<string>();
  for (let state = 0; state < graph.size; state++)
    for (let edge = graph.start[state] as number; edge < (graph.start[state + 1] as number); edge++) {
      const step = graph.step[edge] as number;
      const number = acts[step] as number;
      if (seenIn[number] === state) found.add(world.steps[step]?.event.type ?? '');
      seenIn[number] = state;
    }
  return found;
}
