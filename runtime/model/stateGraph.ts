import type { Composition } from '../../composition/index.ts';

/** A way out of a state: a step by its number, and the number of the state that it leads to. */
export interface Way {
  readonly step: number;
  readonly to: number;
}

/**
 * The reachable states of a model, found as somebody asks for the ways out of them. State 0 is the initial one. Ways have
 * numbers too, those out of one state one after the other: there are millions of them, too many for objects.
 */
export class StateGraph {
  readonly #network: Composition['network'];
  readonly #states: Int32Array[] = [];
  readonly #numbers = new Map<string, number>();
  /** By state, the first of its ways and the one after its last; `undefined` while nobody has asked. */
  readonly #first: (number | undefined)[] = [];
  readonly #end: number[] = [];
  /** By way. */
  readonly #step: number[] = [];
  readonly #to: number[] = [];
  /** By state, the state from which it was first reached, and the step. */
  readonly #fromState: number[] = [];
  readonly #fromStep: number[] = [];

  constructor({ network }: Composition) {
    this.#network = network;
    this.#number(
      Int32Array.from(network.parts, ({ initial }) => initial),
      -1,
      -1,
    );
  }

  get size(): number {
    return this.#states.length;
  }

  /** How many steps the model has. */
  get steps(): number {
    return this.#network.steps.length;
  }

  /** Local states, by part. */
  locals(state: number): Int32Array {
    const found = this.#states[state];
    if (!found) throw new RangeError(`there is no state ${state}`);
    return found;
  }

  /** Numbers of the ways out of a state: from `first` up to but without `end`, in the order of their steps. */
  ways(state: number): { readonly first: number; readonly end: number } {
    const known = this.#first[state];
    if (known !== undefined) return { first: known, end: this.#end[state] ?? known };
    const from = this.locals(state);
    const first = this.#to.length;
    this.#first[state] = first;
    const { steps } = this.#network;
    for (let step = 0; step < steps.length; step++) {
      const moves = steps[step]?.moves ?? [];
      let moved = 0;
      for (const { part, to } of moves) {
        if ((to[from[part] ?? 0] ?? -1) < 0) break;
        moved++;
      }
      if (moved < moves.length) continue;
      const next = from.slice();
      for (const { part, to } of moves) next[part] = to[from[part] ?? 0] ?? -1;
      this.#step.push(step);
      this.#to.push(this.#number(next, state, step));
    }
    const end = this.#to.length;
    this.#end[state] = end;
    return { first, end };
  }

  /** A way by its number. */
  way(number: number): Way {
    return { step: this.#step[number] ?? -1, to: this.to(number) };
  }

  /** Where a way leads. */
  to(way: number): number {
    return this.#to[way] ?? -1;
  }

  /** The numbers of the ways by which a state was first reached. */
  path(state: number): number[] {
    const path: number[] = [];
    for (let at = state; at > 0; at = this.#fromState[at] ?? 0) {
      const { first, end } = this.ways(this.#fromState[at] ?? 0);
      for (let way = first; way < end; way++) if (this.#step[way] === this.#fromStep[at]) path.push(way);
    }
    return path.reverse();
  }

  #number(locals: Int32Array, state: number, step: number): number {
    const key = String.fromCharCode(...locals);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#states.length);
    this.#fromState.push(state);
    this.#fromStep.push(step);
    return this.#states.push(locals) - 1;
  }
}
