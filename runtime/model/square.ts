import { type Composition, compose, type System } from '../../composition/index.ts';
import { type Disagreement, Lockstep, type LockstepOptions } from './lockstep.ts';
import type { Way } from './stateGraph.ts';

/** What came of a tour. */
export interface SquareReport {
  readonly states: number;
  /** Different transitions that were executed. */
  readonly transitions: number;
  /** Steps that were executed, those on the way to a transition included. */
  readonly actions: number;
  /** Guests that were made. */
  readonly guests: number;
  /** Whether every reachable transition was executed. */
  readonly complete: boolean;
  readonly disagreement?: Disagreement;
}

/** How far a tour goes, and who looks on. */
export interface SquareOptions extends LockstepOptions {
  /** Different transitions after which the tour ends. Default none. */
  readonly maxTransitions?: number;
}

/** A search for ways that nobody has gone yet gives up after so many states, and a new guest is made. */
const NEARBY = 400;

/**
 * Executes every transition of a model on bytes, and compares after each what the bytes say with what the model says, part
 * by part: also those parts that a step does not concern.
 *
 * It is one tour: a guest goes on from transition to transition as long as there is one nearby that nobody has taken, so
 * that most states are reached with a long history behind them, and only then a new guest goes a shortest path.
 */
export function square(system: System, options: SquareOptions = {}): SquareReport {
  const composition = compose({ ...system, claims: [] }, options.sizes ?? {});
  return new Tour(composition, options).run();
}

class Tour {
  readonly #options: SquareOptions;
  readonly #both: Lockstep;
  /** Ways out of each state that nobody has gone. */
  readonly #untaken: Way[][] = [];
  /** States that may have some, the latest last. */
  readonly #open: number[] = [];
  #transitions = 0;
  #actions = 0;
  #guests = 1;

  constructor(composition: Composition, options: SquareOptions) {
    this.#options = options;
    this.#both = new Lockstep(composition, options);
  }

  run(): SquareReport {
    const { maxTransitions = Number.POSITIVE_INFINITY } = this.#options;
    let disagreement = this.#both.difference();
    while (disagreement === undefined && this.#transitions < maxTransitions) {
      const way = this.#waysOf(this.#both.state).pop();
      if (way) {
        this.#transitions++;
        disagreement = this.#follow([way]);
        continue;
      }
      const path = this.#pathNearby();
      if (path) disagreement = this.#follow(path);
      else {
        const target = this.#lastOpen();
        if (target === undefined) break;
        this.#both.restart();
        this.#guests++;
        disagreement = this.#follow(this.#waysAlong(this.#both.graph.path(target)));
      }
    }
    return {
      states: this.#both.graph.size,
      transitions: this.#transitions,
      actions: this.#actions,
      guests: this.#guests,
      complete: disagreement === undefined && this.#transitions < maxTransitions,
      ...(disagreement && { disagreement }),
    };
  }

  #waysOf(state: number): Way[] {
    const known = this.#untaken[state];
    if (known) return known;
    // Those that lead nowhere else come first, since they cost no way back.
    const ways = [...this.#both.graph.ways(state)].sort(
      (a, b) => Number(a.to === state) - Number(b.to === state),
    );
    this.#untaken[state] = ways;
    this.#open.push(state);
    return ways;
  }

  #lastOpen(): number | undefined {
    for (let state = this.#open.at(-1); state !== undefined; state = this.#open.at(-1)) {
      if (this.#waysOf(state).length > 0) return state;
      this.#open.pop();
    }
    return undefined;
  }

  /** The shortest way to a state nearby with a way out that nobody has gone. */
  #pathNearby(): Way[] | undefined {
    const reached = new Map<number, { readonly from: number; readonly way: Way } | undefined>([
      [this.#both.state, undefined],
    ]);
    for (const state of reached.keys()) {
      if (this.#waysOf(state).length > 0) {
        const path: Way[] = [];
        for (let last = reached.get(state); last; last = reached.get(last.from)) path.push(last.way);
        return path.reverse();
      }
      if (reached.size > NEARBY) return undefined;
      for (const way of this.#both.graph.ways(state))
        if (!reached.has(way.to)) reached.set(way.to, { from: state, way });
    }
    return undefined;
  }

  #follow(path: readonly Way[]): Disagreement | undefined {
    for (const way of path) {
      this.#actions++;
      const parted = this.#both.go(way);
      if (parted) return parted;
    }
    return undefined;
  }

  #waysAlong(steps: readonly number[]): Way[] {
    let state = 0;
    return steps.map((step) => {
      const way = this.#both.graph.ways(state).find((out) => out.step === step);
      if (!way) throw new RangeError(`step ${step} does not leave state ${state}`);
      state = way.to;
      return way;
    });
  }
}
