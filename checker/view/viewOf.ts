import { drive } from '../drive.ts';
import type { Limits, Progress } from '../limits.ts';
import type { Network } from '../network.ts';
import { exploreLts, type Seen, type SeenGraph } from './exploreLts.ts';
import { stateCountOf } from './lts.ts';
import { type Equivalence, type Minimised, minimise } from './minimise.ts';

/** How to look at a network. */
export interface ViewOptions extends Limits {
  readonly seen: Seen;
  /** Default `branching`. */
  readonly equivalence?: Equivalence;
  /** Sets of states that `trace` may come to. Default 65,536. */
  readonly setsMax?: number;
}

/** A large graph as a small one. */
export interface View {
  readonly equivalence: Equivalence;
  /** Of the whole graph. */
  readonly states: number;
  readonly transitions: number;
  readonly nodes: readonly ViewNode[];
  readonly arrows: readonly ViewArrow[];
}

/** A state of the small graph. Number 0 is the initial one. */
export interface ViewNode {
  /** How many states of the whole graph it stands for. With `trace` one state may be in several. */
  readonly states: number;
  /** By part: its local state, where it is the same in all of them. */
  readonly common: readonly (string | undefined)[];
}

/** An arrow of the small graph. */
export interface ViewArrow {
  readonly from: number;
  readonly to: number;
  /** What the step looks like; absent where it is hidden. */
  readonly label?: string;
}

const SETS_MAX_DEFAULT = 65_536;

/**
 * The smallest graph that is equivalent to what an observer sees of a network.
 *
 * @throws {RangeError} if a limit is reached or it is interrupted: half a graph has no picture.
 */
export async function viewOf(
  network: Network,
  { seen, equivalence = 'branching', setsMax = SETS_MAX_DEFAULT, ...limits }: ViewOptions,
): Promise<View> {
  const graph = await drive(exploreLts(network, seen, limits), limits);
  const minimised = await drive(reported(graph, equivalence, setsMax), limits);
  if (!minimised) throw new RangeError(`${network.name}: interrupted while its states were compared`);
  const { first, label, to, labels } = minimised.lts;
  const nodes = nodesOf(network, graph, minimised);
  return {
    equivalence,
    states: stateCountOf(graph.lts),
    transitions: graph.lts.to.length,
    nodes,
    arrows: nodes.flatMap((_, from) =>
      Array.from(to.subarray(first[from], first[from + 1]), (target, k) => {
        const name = labels[label[(first[from] as number) + k] as number];
        return { from, to: target, ...(name ? { label: name } : {}) };
      }),
    ),
  };
}

function* reported(
  { lts }: SeenGraph,
  equivalence: Equivalence,
  setsMax: number,
): Generator<Progress, Minimised | undefined, boolean> {
  const minimising = minimise(lts, equivalence, setsMax);
  const [states, transitions] = [stateCountOf(lts), lts.to.length];
  for (let turn = minimising.next(); ; ) {
    if (turn.done) return turn.value;
    turn = minimising.next(yield { states, transitions, depth: 0, frontier: turn.value });
  }
}

const MIXED = -2;

function nodesOf(
  { parts }: Network,
  { localOf, lts }: SeenGraph,
  { members, classOf }: Minimised,
): ViewNode[] {
  const classes = Math.max(...members.flat()) + 1;
  const common = new Int32Array(classes * parts.length).fill(-1);
  const counts = new Int32Array(classes);
  const local = new Int32Array(parts.length);
  for (let state = 0; state < stateCountOf(lts); state++) {
    const c = classOf[state] as number;
    counts[c] = (counts[c] as number) + 1;
    localOf(state, local);
    for (let p = 0; p < parts.length; p++) {
      const at = c * parts.length + p;
      if (common[at] === -1) common[at] = local[p] as number;
      else if (common[at] !== local[p]) common[at] = MIXED;
    }
  }
  return members.map((of) => ({
    states: of.reduce((sum, c) => sum + (counts[c] as number), 0),
    common: parts.map(({ states }, p) => {
      const locals = new Set(of.map((c) => common[c * parts.length + p] as number));
      const [only = MIXED] = locals;
      return locals.size === 1 ? states[only] : undefined;
    }),
  }));
}
