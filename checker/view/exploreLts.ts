import { layoutOf, unpack } from '../layout.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from '../limits.ts';
import type { Network, Step } from '../network.ts';
import { StateSet } from '../stateSet.ts';
import { successorsOf } from '../successors.ts';
import { IntList } from './intList.ts';
import { HIDDEN, type Lts } from './lts.ts';

/** What an observer calls a step; nothing for a step that is hidden from it. */
export type Seen = (step: Step) => string | undefined;

/** The reachable graph of a network as an observer sees it. */
export interface SeenGraph {
  readonly lts: Lts;
  /** Local states of a state, by part, written into an array. */
  localOf(state: number, into: Int32Array): void;
}

const STATES_PER_PROGRESS = 4096;

/**
 * Explores a network and keeps its transitions. A generator: it yields its progress, and whoever drives it sends `true` to
 * stop it.
 *
 * @throws {RangeError} where a bound is reached or it is stopped: half a graph has no picture.
 */
export function* exploreLts(
  network: Network,
  seen: Seen,
  { maxStates = Number.POSITIVE_INFINITY, maxBytes = MAX_BYTES_DEFAULT }: Limits,
): Generator<Progress, SeenGraph, boolean> {
  const layout = layoutOf(network);
  const { words } = layout;
  const { expand, outSteps, outStates } = successorsOf(network, layout);
  const states = new StateSet(words, maxBytes);
  states.add(layout.initial, 0, -1, -1);
  const { labels, labelOf } = labelsOf(network, seen);
  const [first, label, to] = [new IntList(), new IntList(), new IntList()];
  first.push(0);
  const refuse = (why: string): never => {
    throw new RangeError(
      `${network.name}: ${why} after ${states.size} states, and a view needs all of them; take a smaller world`,
    );
  };
  for (let number = 0; number < states.size; number++) {
    if (number % STATES_PER_PROGRESS === 0 && number > 0) {
      const frontier = states.size - number;
      if (yield { states: states.size, transitions: to.length, depth: 0, frontier }) refuse('interrupted');
      if (states.bytes + 4 * (label.data.length + to.data.length) > maxBytes) refuse('out of memory');
    }
    const count = expand(states.data, number * words);
    for (let k = 0; k < count; k++) {
      const step = outSteps[k] as number;
      let target = states.add(outStates, k * words, number, step);
      if (target === -2) refuse('out of memory');
      if (target < 0) target = states.find(outStates, k * words);
      if (states.size > maxStates) refuse('stopped');
      label.push(labelOf[step] as number);
      to.push(target);
    }
    first.push(to.length);
  }
  return {
    lts: { initial: 0, labels, first: first.trimmed(), label: label.trimmed(), to: to.trimmed() },
    localOf: (state, into) => void unpack(layout, states.data, state * words, into),
  };
}

function labelsOf({ steps }: Network, seen: Seen): { labels: string[]; labelOf: Int32Array } {
  const labels = [''];
  const labelOf = Int32Array.from(steps, (step) => {
    const name = seen(step);
    if (name === undefined) return HIDDEN;
    const known = labels.indexOf(name, 1);
    return known > 0 ? known : labels.push(name) - 1;
  });
  return { labels, labelOf };
}
