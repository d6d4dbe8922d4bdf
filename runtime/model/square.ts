import { type Composition, compose, type System } from '../../composition/index.ts';
import { type Disagreement, Lockstep, type LockstepOptions } from './lockstep.ts';
import { meetings } from './meetings.ts';

/** What came of a tour. */
export interface SquareReport {
  readonly states: number;
  /** Different transitions that were executed and compared. */
  readonly transitions: number;
  /** Steps that the model refuses, tried on bytes and refused there too. */
  readonly refusals: number;
  /** Steps that were executed, those on the way to a transition included. */
  readonly actions: number;
  /** Guests that were made. */
  readonly guests: number;
  /** Whether everything was executed that was to be. */
  readonly complete: boolean;
  readonly disagreement?: Disagreement;
}

/** How far a tour goes, and who looks on. */
export interface SquareOptions extends LockstepOptions {
  /** Different transitions after which the tour ends. Default none. */
  readonly maxTransitions?: number;
  /** In every so many-th state that is met, whatever the model refuses is tried on bytes, there or in any state. Default in none. */
  readonly refusalsEvery?: number;
  /** Every transition, or so many of them as {@link meetings} says. Default every one. */
  readonly cover?: 'transitions' | 'meetings';
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
  /** By way, whether it is to be gone; absent if all are. */
  readonly #wanted: readonly boolean[] | undefined;
  /** By way, whether it has been gone, or need not be. */
  readonly #taken: boolean[] = [];
  /** By state, how many ways out of it are still to be gone; -1 until they are known. */
  readonly #left: number[] = [];
  /** States that may have some, the latest last. */
  readonly #open: number[] = [];
  /** By state, the search that met it last, from where, and by which way. */
  readonly #met: number[] = [];
  readonly #from: number[] = [];
  readonly #by: number[] = [];
  #searches = 0;
  /** States in which a guest has been. */
  readonly #been = new Set<number>();
  #transitions = 0;
  #refusals = 0;
  #actions = 0;
  #guests = 1;

  constructor(composition: Composition, options: SquareOptions) {
    this.#options = options;
    this.#both = new Lockstep(composition, options);
    if (options.cover !== 'meetings') return;
    this.#wanted = meetings(composition, this.#both.graph);
    for (let state = 0; state < this.#both.graph.size; state++) this.#leftOf(state);
  }

  run(): SquareReport {
    const { maxTransitions = Number.POSITIVE_INFINITY } = this.#options;
    let disagreement = this.#both.difference();
    while (disagreement === undefined && this.#transitions < maxTransitions) {
      disagreement = this.#tryRefused();
      if (disagreement) break;
      const path = this.#next() ?? this.#pathNearby() ?? this.#pathFromStart();
      if (!path) break;
      disagreement = this.#follow(path);
    }
    return {
      states: this.#both.graph.size,
      transitions: this.#transitions,
      refusals: this.#refusals,
      actions: this.#actions,
      guests: this.#guests,
      complete: disagreement === undefined && this.#transitions < maxTransitions,
      ...(disagreement && { disagreement }),
    };
  }

  /** Goes some ways, and compares after those that are still to be gone. */
  #follow(path: readonly number[]): Disagreement | undefined {
    const { graph } = this.#both;
    for (const number of path) {
      this.#actions++;
      const isNew = this.#taken[number] !== true;
      if (isNew) {
        this.#taken[number] = true;
        this.#left[this.#both.state] = this.#leftOf(this.#both.state) - 1;
        this.#transitions++;
      }
      const way = graph.way(number);
      const parted = isNew ? this.#both.go(way) : this.#both.pass(way);
      if (parted) return parted;
    }
    return undefined;
  }

  /** In a state where no guest has been: what leads nowhere must do so on bytes too, and what leads nowhere in any state. */
  #tryRefused(): Disagreement | undefined {
    const { refusalsEvery } = this.#options;
    const { graph, state } = this.#both;
    if (refusalsEvery === undefined || this.#been.has(state)) return undefined;
    this.#been.add(state);
    if (this.#been.size % refusalsEvery !== 0) return undefined;
    const { first, end } = graph.ways(state);
    let way = first;
    for (let step = 0; step < graph.steps; step++) {
      // Ways out of a state are in the order of their steps.
      if (way < end && graph.way(way).step === step) {
        way++;
        continue;
      }
      this.#refusals++;
      const parted = this.#both.tryRefused(step);
      if (parted) return parted;
    }
    this.#refusals += this.#both.never.length;
    return this.#both.tryNever();
  }

  /** A way that nobody has gone: back to where it begins, since that costs no other way, or else to where there are more. */
  #next(): number[] | undefined {
    const { graph, state } = this.#both;
    if (this.#leftOf(state) === 0) return undefined;
    const { first, end } = graph.ways(state);
    let found: number | undefined;
    for (let way = first; way < end; way++) {
      if (this.#taken[way]) continue;
      const to = graph.to(way);
      if (to === state) return [way];
      if (found === undefined || (this.#left[graph.to(found)] === 0 && this.#left[to] !== 0)) found = way;
    }
    return found === undefined ? undefined : [found];
  }

  /** The shortest way to a state nearby with a way out that nobody has gone. */
  #pathNearby(): number[] | undefined {
    const { graph, state } = this.#both;
    const search = ++this.#searches;
    this.#met[state] = search;
    const reached = [state];
    for (const from of reached) {
      const { first, end } = graph.ways(from);
      for (let way = first; way < end; way++) {
        const to = graph.to(way);
        if (this.#met[to] === search) continue;
        const isNear = this.#leftOf(to) > 0;
        this.#met[to] = search;
        this.#from[to] = from;
        this.#by[to] = way;
        if (isNear) return this.#pathTo(to);
        reached.push(to);
      }
      if (reached.length > NEARBY) return undefined;
    }
    return undefined;
  }

  #pathTo(target: number): number[] {
    const path: number[] = [];
    for (let at = target; at !== this.#both.state; at = this.#from[at] ?? 0) path.push(this.#by[at] ?? -1);
    return path.reverse();
  }

  /** With a new guest: the shortest way to the state that was met last and has a way out that nobody has gone. */
  #pathFromStart(): number[] | undefined {
    for (let state = this.#open.at(-1); state !== undefined; state = this.#open.at(-1)) {
      if (this.#leftOf(state) > 0) {
        this.#both.restart();
        this.#guests++;
        return this.#both.graph.path(state);
      }
      this.#open.pop();
    }
    return undefined;
  }

  #leftOf(state: number): number {
    const known = this.#left[state];
    if (known !== undefined && known >= 0) return known;
    const { graph } = this.#both;
    const { first, end } = graph.ways(state);
    // No holes: arrays with holes are slow.
    while (this.#left.length < graph.size) {
      this.#left.push(-1);
      this.#met.push(0);
      this.#from.push(0);
      this.#by.push(0);
    }
    for (let way = this.#taken.length; way < end; way++) this.#taken.push(this.#wanted?.[way] === false);
    let left = 0;
    for (let way = first; way < end; way++) if (!this.#taken[way]) left++;
    this.#open.push(state);
    this.#left[state] = left;
    return left;
  }
}
