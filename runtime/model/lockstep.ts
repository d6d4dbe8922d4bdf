import { type AnyEvent, type Composition, eventName, worldOf } from '../../composition/index.ts';
import { isRefusal } from '../errors.ts';
import { beginOnBytes } from './beginOnBytes.ts';
import type { GuestOnBytes, ModelGuestOptions } from './guestOnBytes.ts';
import { LocalNumbers } from './localNumbers.ts';
import { StateGraph, type Way } from './stateGraph.ts';

/** Where runtime and model part, and how to get there. */
export interface Disagreement {
  /** Steps from a new guest, the last one being where they part. */
  readonly path: readonly string[];
  readonly what: string;
}

/** Who looks on when a guest goes the ways of its model. */
export interface LockstepOptions extends ModelGuestOptions {
  /** Hears of every step that was taken. */
  readonly after?: (guest: GuestOnBytes, event: AnyEvent) => void;
  /** Looks on after every step that is compared. */
  readonly look?: (guest: GuestOnBytes) => void;
}

/**
 * A guest on bytes beside its model: each step is taken by both, and then what the bytes say is compared with what the
 * model says, part by part: also those parts that the step does not concern.
 */
export class Lockstep {
  readonly graph: StateGraph;
  /** Steps that cannot happen in any state. */
  readonly never: readonly AnyEvent[];
  readonly #composition: Composition;
  readonly #options: LockstepOptions;
  readonly #numbers: LocalNumbers;
  #guest: GuestOnBytes;
  #state = 0;
  #history: number[] = [];

  constructor(composition: Composition, options: LockstepOptions) {
    this.graph = new StateGraph(composition);
    this.#composition = composition;
    this.#options = options;
    this.#numbers = new LocalNumbers(composition);
    const { system, sizes, steps } = composition.world;
    const possible = new Set(steps.map(({ name }) => name));
    this.never = worldOf(system, sizes).steps.flatMap(({ name, event }) =>
      possible.has(name) ? [] : [event],
    );
    this.#guest = beginOnBytes(composition.world.system, options);
  }

  /** The state of the model, as {@link graph} numbers it. */
  get state(): number {
    return this.#state;
  }

  /** Begins again with a new guest. */
  restart(): void {
    this.#guest = beginOnBytes(this.#composition.world.system, this.#options);
    this.#state = 0;
    this.#history = [];
  }

  /** Takes a step that leads out of {@link state}, and compares. @returns where the two part, if they do. */
  go(way: Way): Disagreement | undefined {
    const refused = this.pass(way);
    if (refused) return refused;
    this.#options.look?.(this.#guest);
    return this.difference();
  }

  /**
   * Takes a step without comparing: it has been compared before.
   *
   * @returns that the runtime refuses it, if it does.
   * @throws whatever is thrown that is no refusal: a mistake in the runtime.
   */
  pass({ step, to }: Way): Disagreement | undefined {
    this.#history.push(step);
    const event = this.#eventOf(step);
    try {
      this.#guest.act(event);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.#parted(`the runtime refuses: ${error.message}`);
    }
    this.#state = to;
    this.#options.after?.(this.#guest, event);
    return undefined;
  }

  /**
   * Tries a step that does not lead out of {@link state}: the runtime must refuse it too, and nothing that the model speaks of may
   * have changed by then.
   *
   * @returns that it does not, or what has changed.
   */
  tryRefused(step: number): Disagreement | undefined {
    return this.#try(this.#eventOf(step));
  }

  /** {@link tryRefused} for every step that cannot happen in any state, since some part always refuses it. */
  tryNever(): Disagreement | undefined {
    for (const event of this.never) {
      const parted = this.#try(event);
      if (parted) return parted;
    }
    return undefined;
  }

  #try(event: AnyEvent): Disagreement | undefined {
    let refusal: unknown;
    try {
      this.#guest.act(event);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal = error;
    }
    const parted = refusal
      ? this.difference()
      : this.#parted('the runtime takes a step that the model refuses');
    return parted && { what: parted.what, path: [...parted.path, eventName(event)] };
  }

  /** The first part that bytes and model have differently. */
  difference(): Disagreement | undefined {
    const wanted = this.graph.locals(this.#state);
    const { parts } = this.#composition.network;
    const part = wanted.findIndex((local, number) => this.#numbers.of(this.#guest, number) !== local);
    if (part < 0) return undefined;
    const told = this.#numbers.told(this.#guest, part);
    return this.#parted(
      `${parts[part]?.name} is ${told} on bytes, and ${parts[part]?.states[wanted[part] ?? 0]} in the model`,
    );
  }

  #eventOf(step: number): AnyEvent {
    const event = this.#composition.world.steps[step]?.event;
    if (!event) throw new RangeError(`there is no step ${step}`);
    return event;
  }

  #parted(what: string): Disagreement {
    const { steps } = this.#composition.network;
    return { what, path: this.#history.map((step) => steps[step]?.name ?? '') };
  }
}
