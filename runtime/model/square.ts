import { type AnyEvent, type Composition, compose, type System } from '../../composition/index.ts';
import { act } from './actions.ts';
import { LocalNumbers } from './localNumbers.ts';
import { ModelGuest, type ModelGuestOptions } from './modelGuest.ts';
import { StateGraph, type Way } from './stateGraph.ts';

/** Where runtime and model part, and how to get there. */
export interface Disagreement {
  /** Steps from a new guest, the last one being where they part. */
  readonly path: readonly string[];
  readonly what: string;
}

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
export interface SquareOptions extends ModelGuestOptions {
  /** Different transitions after which the tour ends. Default none. */
  readonly maxTransitions?: number;
  /** Looks on after every step. */
  readonly after?: (guest: ModelGuest, event: AnyEvent) => void;
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
  readonly #composition: Composition;
  readonly #options: SquareOptions;
  readonly #graph: StateGraph;
  readonly #numbers: LocalNumbers;
  /** Ways out of each state that nobody has gone. */
  readonly #untaken: Way[][] = [];
  /** States that may have some, the latest last. */
  readonly #open: number[] = [];
  #guest: ModelGuest;
  #state = 0;
  #history: number[] = [];
  #transitions = 0;
  #actions = 0;
  #guests = 1;

  constructor(composition: Composition, options: SquareOptions) {
    this.#composition = composition;
    this.#options = options;
    this.#graph = new StateGraph(composition);
    this.#numbers = new LocalNumbers(composition);
    this.#guest = new ModelGuest(composition.world.system, options);
  }

  run(): SquareReport {
    const { maxTransitions = Number.POSITIVE_INFINITY } = this.#options;
    let what = this.#difference();
    while (what === undefined && this.#transitions < maxTransitions) {
      const way = this.#waysHere().pop();
      if (way) {
        this.#transitions++;
        what = this.#go(way);
        continue;
      }
      const path = this.#pathNearby();
      if (path) what = this.#follow(path);
      else {
        const target = this.#lastOpen();
        if (target === undefined) break;
        this.#restart();
        what = this.#follow(this.#waysAlong(this.#graph.path(target)));
      }
    }
    const { steps } = this.#composition.network;
    return {
      states: this.#graph.size,
      transitions: this.#transitions,
      actions: this.#actions,
      guests: this.#guests,
      complete: what === undefined && this.#transitions < maxTransitions,
      ...(what === undefined
        ? {}
        : { disagreement: { what, path: this.#history.map((step) => steps[step]?.name ?? '') } }),
    };
  }

  /** Takes a step on bytes. @returns what is different then, if something is. */
  #go({ step, to }: Way): string | undefined {
    this.#history.push(step);
    this.#actions++;
    const event = this.#composition.world.steps[step]?.event;
    if (!event) throw new RangeError(`there is no step ${step}`);
    try {
      act(this.#guest, event);
    } catch (error) {
      return `the runtime refuses: ${error instanceof Error ? error.message : String(error)}`;
    }
    this.#state = to;
    this.#options.after?.(this.#guest, event);
    return this.#difference();
  }

  #difference(): string | undefined {
    const wanted = this.#graph.locals(this.#state);
    const { parts } = this.#composition.network;
    const part = wanted.findIndex((local, number) => this.#numbers.of(this.#guest, number) !== local);
    if (part < 0) return undefined;
    return `${parts[part]?.name} is ${this.#numbers.told(this.#guest, part)} on bytes, and ${parts[part]?.states[wanted[part] ?? 0]} in the model`;
  }

  #waysHere(): Way[] {
    return this.#waysOf(this.#state);
  }

  #waysOf(state: number): Way[] {
    const known = this.#untaken[state];
    if (known) return known;
    // Those that lead nowhere else come first, since they cost no way back.
    const ways = [...this.#graph.ways(state)].sort((a, b) => Number(a.to === state) - Number(b.to === state));
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
      [this.#state, undefined],
    ]);
    for (const state of reached.keys()) {
      if (this.#waysOf(state).length > 0) {
        const path: Way[] = [];
        for (let last = reached.get(state); last; last = reached.get(last.from)) path.push(last.way);
        return path.reverse();
      }
      if (reached.size > NEARBY) return undefined;
      for (const way of this.#graph.ways(state))
        if (!reached.has(way.to)) reached.set(way.to, { from: state, way });
    }
    return undefined;
  }

  #follow(path: readonly Way[]): string | undefined {
    for (const way of path) {
      const what = this.#go(way);
      if (what !== undefined) return what;
    }
    return undefined;
  }

  #restart(): void {
    this.#guest = new ModelGuest(this.#composition.world.system, this.#options);
    this.#guests++;
    this.#state = 0;
    this.#history = [];
  }

  #waysAlong(steps: readonly number[]): Way[] {
    let state = 0;
    return steps.map((step) => {
      const way = this.#graph.ways(state).find((out) => out.step === step);
      if (!way) throw new RangeError(`step ${step} does not leave state ${state}`);
      state = way.to;
      return way;
    });
  }
}
