import { type AnyEvent, eventName, type Machine, machineOf, stateLabel } from '../../composition/index.ts';

type StateMachine = Parameters<typeof machineOf>[0];

/** One machine at work: the life cycle that was checked is the one that runs. */
export class LiveMachine {
  readonly #machine: Machine;
  #snapshot: ReturnType<Machine['initial']>;

  constructor(machine: StateMachine, input?: unknown) {
    this.#machine = machineOf(machine, input);
    this.#snapshot = this.#machine.initial();
  }

  /** The state, as the machine names it. */
  get value(): string {
    return String(this.#snapshot.value);
  }

  /** What the machine remembers. */
  get context(): Readonly<Record<string, unknown>> {
    return this.#snapshot.context;
  }

  can(event: AnyEvent): boolean {
    return this.#machine.can(this.#snapshot, event);
  }

  /** @throws {TypeError} if the machine refuses: whoever sends must have asked, or know. */
  send(event: AnyEvent): void {
    if (!this.can(event))
      throw new TypeError(
        `machine ${this.#machine.id} refuses ${eventName(event)} in state ${stateLabel(this.#snapshot)}`,
      );
    this.#snapshot = this.#machine.next(this.#snapshot, event);
  }

  /** Sends the event if the machine takes it, and says whether it did. */
  offer(event: AnyEvent): boolean {
    const taken = this.can(event);
    if (taken) this.send(event);
    return taken;
  }
}
