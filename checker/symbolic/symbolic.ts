import { canonicalTrace, type End } from '../canonicalTrace.ts';
import type { Coverage, ExamineOptions } from '../examine/examination.ts';
import type { Exploration } from '../explicit.ts';
import { type Limits, MAX_BYTES_DEFAULT, type Progress } from '../limits.ts';
import type { Network } from '../network.ts';
import { type ClaimReport, type StopReason, traceOf, verdictOf } from '../report.ts';
import { stepGraphOf } from '../stepGraph.ts';
import { countsOf } from './counts.ts';
import { neverIn, stuckStates } from './examine.ts';
import { fastest, type Runner } from './fastest.ts';
import { imageOf } from './image.ts';
import { type Fault, type Judgement, judge } from './judge.ts';
import { layersFrom } from './layers.ts';
import { type Levels, levelsOf } from './levels.ts';
import { EMPTY, NodeStore, OutOfNodes, UNIT } from './nodeStore.ts';
import { orderByName, ordersOf } from './order.ts';
import { patternsOf } from './patterns.ts';
import { type Relation, relationOf } from './relation.ts';
import { type Saturation, saturation } from './saturation.ts';
import { type SetOps, setOps } from './setOps.ts';
import { firstOf, isIn, pathTo, statesOf } from './witness.ts';

/** What only the symbolic engine is asked. */
export interface SymbolicOptions {
  /**
   * Parts from the top of the diagrams down, each by its name or its family's. Default: an order found from
   * who takes part in which step.
   */
  readonly order?: readonly string[];
  /** Also measures the depth, breadth-first, which can cost far more than all the rest. Default false. */
  readonly depth?: boolean;
  /** Nodes in use at one time after which the search stops. Default: no bound but memory. */
  readonly maxNodes?: number;
  /** What to look for beside the claims; livelocks are not. */
  readonly examine?: ExamineOptions;
}

/**
 * Decision diagrams and saturation: sets of states are never listed, so worlds of 10^30 states are in reach.
 * Numbers of states and transitions are exact; claims are decided on the diagrams; breadth-first layers are
 * made only for the shortest trace of what is violated, and for `depth`. `maxStates` is not looked at, since
 * no state is held by itself.
 *
 * @throws {TypeError} for an order that names no part, or one twice.
 */
export function* symbolic(
  network: Network,
  options: Limits & SymbolicOptions,
): Generator<Progress, Exploration, boolean> {
  const orders = options.order ? [orderByName(network, options.order)] : ordersOf(network);
  const starts = orders.map((order) => () => searchIn(network, order, options));
  let search: Search | undefined;
  let stopped: StopReason | undefined;
  try {
    const phases = decide(starts, options);
    for (let turn = phases.next(); !turn.done; turn = phases.next()) {
      search = turn.value;
      const { states, depth = 0 } = search.seen;
      if (yield { states, transitions: 0, depth, frontier: 0, nodes: search.store.size }) {
        stopped = 'interrupted';
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof OutOfNodes)) throw error;
    stopped = error.reason;
  }

  // A search is told of before its first piece, and the last one that was told of is the one that counts.
  const { store, relation, initial, seen } = search as Search;
  const complete = stopped === undefined;
  const toStuck = seen.traces.get(STUCK);
  const set = completed(store, store.work.data[seen.reached] as number, initial);
  const found = countsOf(store, relation, set);
  return {
    states: exact(found.states),
    transitions: exact(found.transitions()),
    ...(options.depth && complete ? { depth: seen.depth ?? 0 } : {}),
    complete,
    ...(stopped === undefined ? {} : { stopped }),
    ...(seen.deadlocks === undefined
      ? {}
      : {
          deadlocks: {
            states: exact(seen.deadlocks),
            ...(toStuck ? { trace: traceOf(network, toStuck) } : {}),
          },
        }),
    ...(seen.coverage ? { coverage: seen.coverage } : {}),
    claims: network.claims.map(({ name }, number): ClaimReport => {
      const { applied = false, faults = [], goals, missed = false, because } = seen.judgements[number] ?? {};
      if (because !== undefined) return { claim: name, verdict: 'unknown', because };
      const violated = faults.length > 0 || missed;
      // Every goal is among the reachable states, whatever became of the search for the way to it.
      const verdict = verdictOf({ violated, applied }, complete || (goals !== undefined && applied));
      const trace = seen.traces.get(number);
      return { claim: name, verdict, ...(trace ? { trace: traceOf(network, trace) } : {}) };
    }),
  };
}

/** In place of a claim's number: what leads to the states in which nothing can happen. */
const STUCK = -1;

/** What a search has found so far; it may end anywhere. */
interface Seen {
  /** Where on the work stack the reachable states are: those of the lower levels, until all are found. */
  readonly reached: number;
  /** How many these are, rounded where a number is not exact. */
  states: number;
  readonly judgements: Judgement[];
  /** By claim: the steps to its nearest violation. */
  readonly traces: Map<number, readonly number[]>;
  /** The last layer made, if any was. */
  depth?: number;
  coverage?: Coverage;
  /** States in which nothing can happen; the way to the nearest is among the traces. */
  deadlocks?: bigint;
}

interface Search extends Runner {
  readonly network: Network;
  readonly levels: Levels;
  readonly store: NodeStore;
  readonly sets: SetOps;
  readonly relation: Relation;
  /** By level. */
  readonly initial: Int32Array;
  readonly seen: Seen;
}

/** A search for the reachable states in one order of the parts. */
function searchIn(
  network: Network,
  order: readonly number[],
  { maxBytes = MAX_BYTES_DEFAULT, maxNodes }: Limits & SymbolicOptions,
): Search {
  const levels = levelsOf(network, order);
  const store = new NodeStore(levels.sizes, maxBytes, maxNodes);
  const sets = setOps(store);
  const relation = relationOf(network, levels, 'forward');
  const initial = Int32Array.from(levels.part, (part) => network.parts[part]?.initial ?? 0);
  const seen: Seen = { reached: store.work.keep(UNIT), states: 1, judgements: [], traces: new Map() };
  const run = saturation(store, sets, relation).fromState(initial, (node) => {
    store.work.data[seen.reached] = node;
    seen.states = Number(countsOf(store, relation, node).states);
  });
  return { network, levels, store, sets, relation, initial, seen, run, bytes: () => store.bytes };
}

/** Finds the reachable states in whichever order is best, then what is claimed of them. Pauses now and then. */
function* decide(
  starts: readonly (() => Search)[],
  options: Limits & SymbolicOptions,
): Generator<Search, void> {
  const search = yield* fastest(starts, options.maxBytes ?? MAX_BYTES_DEFAULT);
  for (const _ of explore(search, options)) yield search;
}

/** Judges the claims, then finds traces. Pauses now and then. */
function* explore(
  { network, levels, store, sets, relation, initial, seen }: Search,
  { depth: wantsDepth = false, examine }: SymbolicOptions,
): Generator<unknown, void> {
  const { work } = store;
  const reached = work.data[seen.reached] as number;
  const patterns = patternsOf(network, levels, store);
  let backward: Saturation | undefined;
  const backwards = () => {
    backward ??= saturation(store, sets, relationOf(network, levels, 'backward'));
    return backward;
  };
  for (const number of network.claims.keys())
    seen.judgements.push(yield* judge({ network, store, sets, patterns, backwards, reached }, number));

  if (examine?.coverage) seen.coverage = neverIn({ network, sets, patterns, reached });
  const stuck = examine?.deadlocks ? stuckStates({ network, sets, patterns, reached }) : EMPTY;
  work.keep(stuck);
  if (examine?.deadlocks) seen.deadlocks = countsOf(store, relation, stuck).states;
  const isSought = ({ faults, goals = [], missed }: Judgement) =>
    faults.length > 0 || (goals.length > 0 && !missed);
  const sought = new Map([...seen.judgements.entries()].filter(([, judgement]) => isSought(judgement)));
  if (stuck !== EMPTY) sought.set(STUCK, { applied: true, faults: [{ set: stuck }] });
  if (sought.size === 0 && !wantsDepth) return;
  const layers: number[] = [];
  const from = work.data[work.keep(completed(store, UNIT, initial))] as number;
  for (const layer of layersFrom(store, sets, relation, imageOf(store, sets, relation), from)) {
    yield;
    if (layer === undefined) continue;
    layers.push(layer);
    seen.depth = layers.length - 1;
    for (const [number, { faults, goals, ...judgement }] of sought) {
      const far = goals?.filter((goal) => !patterns.meets(layer, goal)) ?? [];
      if (far.length > 0) {
        sought.set(number, { ...judgement, faults, goals: far });
        continue;
      }
      const targets: readonly Fault[] = goals?.map((pattern) => ({ pattern })) ?? faults;
      const hits = targets.flatMap(({ pattern, set = EMPTY, step }) => {
        const hit = pattern === undefined ? sets.intersection(layer, set) : patterns.restrict(layer, pattern);
        return hit === EMPTY ? [] : [step === undefined ? { hit } : { hit, step }];
      });
      if (hits.length === 0) continue;
      seen.traces.set(number, traceTo({ network, levels, store, relation }, layers, hits));
      sought.delete(number);
    }
    if (sought.size === 0 && !wantsDepth) return;
  }
  if (sought.size > 0)
    throw new Error(`${network.name}: a violated claim has no trace, which is a fault of this engine`);
}

/** Memory for the states that are listed one by one to find a canonical trace: some hundred thousand of them. */
const LISTED_BYTES_MAX = 8 * 1024 ** 2;

interface Hit {
  readonly hit: number;
  readonly step?: number;
}

/**
 * The canonical trace to the last layer's states at fault; where these, or the states on the way to them, are too
 * many to be listed, one of the same length that is always the same.
 */
function traceTo(
  { network, levels, store, relation }: Pick<Search, 'network' | 'levels' | 'store' | 'relation'>,
  layers: readonly number[],
  hits: readonly Hit[],
): readonly number[] {
  function* ends(): Generator<End> {
    for (const { hit, step } of hits)
      for (const local of statesOf(store, levels, hit))
        yield step === undefined ? { local } : { local, step };
  }
  const isAt = (depth: number, local: ArrayLike<number>) =>
    isIn(store, levels, layers[depth] as number, local);
  const canonical = canonicalTrace(
    stepGraphOf(network),
    { isAt },
    layers.length - 1,
    ends(),
    LISTED_BYTES_MAX,
  );
  if (canonical) return canonical;
  const { hit, step } = hits[0] as Hit;
  const path = pathTo(store, relation, layers, firstOf(store, hit));
  return step === undefined ? path : [...path, step];
}

/** A set over the lower levels, with the given local states on the levels above. */
function completed(store: NodeStore, set: number, locals: Int32Array): number {
  // The nodes needed to say what was found must fit, even where the search did not.
  const { bytesMax, nodesMax, work } = store;
  store.bytesMax = Number.POSITIVE_INFINITY;
  store.nodesMax = Number.POSITIVE_INFINITY;
  let node = set;
  for (let level = set === UNIT ? 1 : (store.data[set] as number) + 1; level <= store.levels; level++) {
    const frame = work.push(store.sizes[level] as number);
    work.data[frame + (locals[level] as number)] = node;
    node = store.make(frame, level);
    work.pop(frame);
  }
  store.bytesMax = bytesMax;
  store.nodesMax = nodesMax;
  return node;
}

const exact = (count: bigint): number | bigint =>
  count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count;
