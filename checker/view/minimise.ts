import { determinise } from './determinise.ts';
import { type Classes, hiddenCycles } from './hiddenCycles.ts';
import { type Lts, stateCountOf } from './lts.ts';
import { quotient } from './quotient.ts';
import { refine } from './refine.ts';

/**
 * When two states count as one.
 *
 * - `strong`: each can do what the other can, step by step; a hidden step is a step like others.
 * - `branching`: the same, but hidden steps that change nothing of what can be done are not counted. Whether hidden steps can go
 *   on for ever is not told apart.
 * - `trace`: the same sequences of seen steps are possible from both. What can no longer happen after a hidden choice is lost.
 */
export type Equivalence = 'strong' | 'branching' | 'trace';

/** A smallest system that is equivalent to another one. */
export interface Minimised {
  /** State 0 is the initial one; the others are numbered as a breadth-first search meets them. */
  readonly lts: Lts;
  /**
   * By state: the classes of `classOf` that it stands for. One each, unless states were put together into sets of what may be
   * the case.
   */
  readonly members: readonly (readonly number[])[];
  /** The class of each state of the other system. */
  readonly classOf: Int32Array;
}

/**
 * The smallest system that is equivalent. A generator: it yields the number of classes now and then, and whoever drives it
 * sends `true` to stop it.
 *
 * @param setsMax see {@link determinise}; for `trace`.
 * @returns undefined if it was stopped.
 * @throws {RangeError} for `trace`, if there are more than `setsMax` sets of states.
 */
export function* minimise(
  lts: Lts,
  equivalence: Equivalence,
  setsMax: number,
): Generator<number, Minimised | undefined, boolean> {
  const isStrong = equivalence === 'strong';
  const cycles: Classes | undefined = isStrong ? undefined : hiddenCycles(lts);
  const whole = cycles ? quotient(lts, cycles, false) : lts;
  const classes = yield* refined(whole, !isStrong);
  if (!classes) return undefined;
  const small = quotient(whole, classes, isStrong);
  const classOf = cycles ? cycles.of.map((cycle) => classes.of[cycle] as number) : classes.of;
  if (equivalence !== 'trace') {
    const { lts: ordered, order } = breadthFirstOrder(small);
    return { lts: ordered, members: order.map((state) => [state]), classOf };
  }
  const deterministic = determinise(small, setsMax);
  const words = yield* refined(deterministic.lts, false);
  if (!words) return undefined;
  const { lts: ordered, order } = breadthFirstOrder(quotient(deterministic.lts, words, false));
  const members = order.map((word) => [
    ...new Set(deterministic.members.filter((_, set) => words.of[set] === word).flat()),
  ]);
  return { lts: ordered, members, classOf };
}

function* refined(lts: Lts, inert: boolean): Generator<number, Classes | undefined, boolean> {
  const refining = refine(lts, inert);
  for (let turn = refining.next(); ; turn = refining.next()) {
    if (turn.done) return turn.value;
    if (yield turn.value) return undefined;
  }
}

/** The same system with its states numbered as a breadth-first search meets them; `order` has their old numbers. */
function breadthFirstOrder(lts: Lts): { readonly lts: Lts; readonly order: readonly number[] } {
  const order = [lts.initial];
  const of = new Int32Array(stateCountOf(lts)).fill(-1);
  of[lts.initial] = 0;
  for (const state of order) {
    for (let edge = lts.first[state] as number; edge < (lts.first[state + 1] as number); edge++) {
      const next = lts.to[edge] as number;
      if ((of[next] as number) < 0) of[next] = order.push(next) - 1;
    }
  }
  return { lts: quotient(lts, { of, count: order.length }, true), order };
}
