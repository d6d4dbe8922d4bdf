import { type AnyStateMachine, createActor } from 'xstate';
import {
  type Alphabet,
  eventName,
  lifeCycleOf,
  type Path,
  stateKey,
  stateLabel,
} from '../composition/index.ts';

/** What a machine needs to be walked alone. */
export interface EachPathOptions {
  /** Declares the events that the machine handles. */
  readonly alphabet: Alphabet;
  /** Input of the machine. */
  readonly input?: unknown;
}

/** One row for `test.each`. */
export interface PathRow {
  readonly title: string;
  /** Takes the path; throws where the running machine does not end up where the path does. */
  readonly run: () => void;
}

/**
 * Rows for a table of Jest tests that together take every shortest path of a life cycle. A path that only
 * begins a longer one has no row of its own: every state on the way is checked.
 *
 * @example
 * ```ts
 * test.each(eachPath(pageMachine, { alphabet }))('$title', ({ run }) => run());
 * ```
 *
 * The paths are computed from pure transitions; `run` takes them with a running XState actor, so it also
 * shows that what was checked is how the machine behaves when it is used.
 */
export function eachPath(machine: AnyStateMachine, { alphabet, input }: EachPathOptions): PathRow[] {
  const paths = lifeCycleOf(machine, alphabet, input).shortest();
  const begun = new Set(
    paths.flatMap(({ steps }) => steps.map((_, length) => written(steps.slice(0, length)))),
  );
  return paths
    .filter(({ steps }) => !begun.has(written(steps)))
    .map((path) => ({ title: titleOf(path), run: () => take(machine, input, path) }));
}

const written = (steps: Path['steps']): string => steps.map(({ event }) => eventName(event)).join(', ');

function titleOf({ steps }: Path): string {
  const last = steps.at(-1);
  return last ? `${written(steps)} leads to ${stateLabel(last.snapshot)}` : 'starts';
}

function take(machine: AnyStateMachine, input: unknown, { steps }: Path): void {
  const actor = createActor(machine, { input });
  actor.start();
  steps.forEach(({ event, snapshot }, at) => {
    const where = `${machine.id}, step ${at + 1}, ${eventName(event)}`;
    if (!actor.getSnapshot().can(event))
      throw new Error(`${where}: refused in ${stateLabel(actor.getSnapshot())}`);
    actor.send(event);
    const now = actor.getSnapshot();
    if (stateKey(machine.id, now) !== stateKey(machine.id, snapshot))
      throw new Error(`${where}: leads to ${stateLabel(now)}, not to ${stateLabel(snapshot)}`);
  });
  actor.stop();
}
