import { type AnyEvent, type Family, inputOf, type PartView } from '../composition/index.ts';
import { RefusedByStateError } from './errors.ts';
import { REFUSED, type StepTable, stepTableOf } from './stepTable.ts';

/**
 * The members of one family, each in a state of its machine: what a life cycle is in the runtime. They
 * move as the checked machine moves and in no other way, and are read as the checker reads parts.
 *
 * Events are given as the machine is to hear them. A machine that never looks at its own index is best
 * given the same one for all members, since they then share the answers.
 */
export class Parts {
  readonly count: number;
  readonly #tables: readonly StepTable[];
  readonly #states: Uint32Array;
  readonly #who: (index: number) => string;

  /**
   * @param who What a member is called in messages.
   * @throws {MachineError} for a machine that cannot be checked.
   */
  constructor(family: Family, count: number, who: (index: number) => string) {
    this.count = count;
    this.#tables = Array.from({ length: count }, (_, index) =>
      stepTableOf(family.machine, inputOf(family, index)),
    );
    this.#states = new Uint32Array(count);
    this.#who = who;
  }

  /** @throws {RangeError} if there is no such member, as everywhere in this class. */
  view(index: number): PartView {
    return this.#table(index).view(this.#state(index), index);
  }

  /** The number of a member's state in the table of its machine and input: others have other numbers. */
  state(index: number): number {
    return this.#state(index);
  }

  /** Whether the machine of a member knows this type of event at all: then it takes part in such steps. */
  handles(index: number, type: string): boolean {
    return this.#table(index).handles(type);
  }

  admits(index: number, event: AnyEvent): boolean {
    return this.#table(index).next(this.#state(index), event) !== REFUSED;
  }

  /** @throws {RefusedByStateError} if the machine refuses the event; the member then stays as it is. */
  step(index: number, event: AnyEvent): void {
    const state = this.#state(index);
    const table = this.#table(index);
    const next = table.next(state, event);
    if (next === REFUSED) throw new RefusedByStateError(this.#who(index), table.label(state), event);
    this.#states[index] = next;
  }

  /**
   * An event for each of several members: all of them move, or none.
   *
   * @throws {RefusedByStateError} about the first that refuses.
   */
  stepAll(indexes: readonly number[], eventOf: (index: number) => AnyEvent): void {
    const refusing = indexes.find((index) => !this.admits(index, eventOf(index)));
    // The step of the one that refuses throws, before anybody has moved.
    for (const index of refusing === undefined ? indexes : [refusing]) this.step(index, eventOf(index));
  }

  #table(index: number): StepTable {
    const table = this.#tables[index];
    if (!table) throw new RangeError(`there is no ${this.#who(index)}: there are ${this.count}`);
    return table;
  }

  #state(index: number): number {
    return this.#states[index] ?? 0;
  }
}
