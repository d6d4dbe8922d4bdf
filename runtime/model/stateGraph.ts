import type { Composition } from '../../composition/index.ts';

/** A way out of a state: a step by its number, and the number of the state that it leads to. */
export interface Way {
  readonly step: number;
  readonly to: number;
}

/** The reachable states of a model, found as somebody asks for the ways out of them. State 0 is the initial one. */
export class StateGraph {
  readonly #network: Composition['network'];
  readonly #states: Int32Array[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ways: (readonly Way[] | undefined)[] = [];
  /** How each state was first reached. */
  readonly #from: { readonly state: number; readonly step: number }[] = [];

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

  /** Local states, by part. */
  locals(state: number): Int32Array {
    const found = this.#states[state];
    if (!found) throw new RangeError(`there is no state ${state}`);
    return found;
  }

  ways(state: number): readonly Way[] {
    const known = this.#ways[state];
    if (known) return known;
    const from = this.locals(state);
    const ways: Way[] = [];
    this.#network.steps.forEach(({ moves }, step) => {
      if (moves.some(({ part, to }) => (to[from[part] ?? 0] ?? -1) < 0)) return;
      const next = from.slice();
      for (const { part, to } of moves) next[part] = to[from[part] ?? 0] ?? -1;
      ways.push({ step, to: this.#number(next, state, step) });
    });
    this.#ways[state] = ways;
    return ways;
  }

  /** The steps by which a state was first reached. */
  path(state: number): number[] {
    const steps: number[] = [];
    for (let at = state; at > 0; ) {
      const from = this.#from[at];
      if (!from) break;
      steps.push(from.step);
      at = from.state;
    }
    return steps.reverse();
  }

  #number(locals: Int32Array, state: number, step: number): number {
    const key = String.fromCharCode(...locals);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#states.length);
    this.#from.push({ state, step });
    return this.#states.push(locals) - 1;
  }
}
