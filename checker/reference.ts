import type { Exploration } from './explicit.ts';
import type { Limits, Progress } from './limits.ts';
import type { Model } from './model.ts';
import { HOLDS, NOT_APPLICABLE, VIOLATED } from './network.ts';
import { type FairEvents, referenceLasso } from './referenceLiveness.ts';
import { type Edge, type Found, referenceTrace } from './referenceTrace.ts';
import { type ClaimReport, type StopReason, verdictOf } from './report.ts';

interface FoundState<S> extends Found {
  readonly state: S;
}

/** What was seen of one claim: whether it applied, and its nearest violations. */
interface Seen {
  applied: boolean;
  /** Length of the traces to these; infinite while there are none. */
  steps: number;
  readonly states: Set<number>;
  readonly edges: Set<Edge>;
}

const STATES_PER_PROGRESS = 64;

/**
 * Breadth-first over a {@link Model}, with a Map of string keys: no tables, no packing, nothing shared
 * with the other engines but the verdict rule. Use it on small worlds, to check the others.
 */
export function* reference<S>(model: Model<S>, limits: Limits): Generator<Progress, Exploration, boolean> {
  const found: FoundState<S>[] = [];
  const numbers = new Map<string, number>();
  const seen = model.claims.map(
    (): Seen => ({
      applied: false,
      steps: Number.POSITIVE_INFINITY,
      states: new Set(),
      edges: new Set(),
    }),
  );
  const note = (claim: number, marks: readonly number[], at: number, edge?: Edge) => {
    const of = seen[claim] as Seen;
    if (marks.some((mark) => mark !== NOT_APPLICABLE)) of.applied = true;
    const steps = (found[at] as Found).depth + (edge ? 1 : 0);
    if (!marks.includes(VIOLATED) || steps > of.steps) return;
    if (steps < of.steps) {
      of.states.clear();
      of.edges.clear();
    }
    of.steps = steps;
    if (edge) of.edges.add(edge);
    else of.states.add(at);
  };
  const add = (state: S, depth: number): number => {
    const key = model.key(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = found.push({ state, depth, next: [] }) - 1;
    numbers.set(key, number);
    model.claims.forEach((claim, c) => {
      if (claim.kind === 'always') note(c, model.judgeState(c, state), number);
    });
    return number;
  };

  add(model.initial(), 0);
  let transitions = 0;
  let depth = 0;
  let stopped: StopReason | undefined;
  for (let number = 0; number < found.length && !stopped; number++) {
    const from = found[number] as FoundState<S>;
    depth = from.depth;
    if (number % STATES_PER_PROGRESS === STATES_PER_PROGRESS - 1) {
      if (yield { states: found.length, transitions, depth, frontier: found.length - number }) {
        stopped = 'interrupted';
        break;
      }
    }
    for (const { event, by, next } of model.steps(from.state)) {
      transitions++;
      const edge: Edge = { event, by, to: add(next, depth + 1) };
      from.next.push(edge);
      model.claims.forEach((claim, c) => {
        if (claim.kind === 'eachStep') note(c, model.judgeStep(c, from.state, event, next), number, edge);
      });
      if (found.length > (limits.maxStates ?? Number.POSITIVE_INFINITY)) {
        stopped = 'states';
        break;
      }
    }
  }
  const marksOf = (claim: number) => found.map(({ state }) => model.judgeState(claim, state));
  if (!stopped) {
    model.claims.forEach((claim, c) => {
      if (claim.kind !== 'possible') return;
      const marks = marksOf(c);
      if (marks.some((m) => m.some((mark) => mark !== NOT_APPLICABLE))) note(c, [HOLDS], 0);
      for (const trapped of trappedStates(marks, found)) note(c, [VIOLATED], trapped);
    });
  }
  const complete = stopped === undefined;
  return {
    states: found.length,
    transitions,
    depth,
    complete,
    ...(stopped ? { stopped } : {}),
    claims: model.claims.map(({ name, kind, fairness = [] }, c) => {
      if (kind === 'sometimes') return { claim: name, ...sometimes(marksOf(c), found, complete) };
      if (complete && (kind === 'leadsTo' || kind === 'eventually'))
        return { claim: name, ...liveness(kind, marksOf(c), found, fairness) };
      const { applied, steps, ...ends } = seen[c] as Seen;
      const violated = steps !== Number.POSITIVE_INFINITY;
      const verdict = verdictOf({ violated, applied }, complete);
      return { claim: name, verdict, ...(violated ? { trace: referenceTrace(found, ends) } : {}) };
    }),
  };
}

/** States from which an instance of a claim, given the marks of all its instances by state, can never reach its goal. */
function trappedStates(marks: readonly (readonly number[])[], found: readonly Found[]): number[] {
  const before: number[][] = found.map(() => []);
  found.forEach(({ next }, from) => {
    for (const { to } of next) before[to]?.push(from);
  });
  return (marks[0] ?? []).flatMap((_, instance) => {
    const reaches = new Set<number>();
    const open = marks.flatMap((m, number) => (m[instance] === HOLDS ? [number] : []));
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (reaches.has(at)) continue;
      reaches.add(at);
      open.push(...(before[at] as number[]));
    }
    return marks.flatMap((m, number) => (m[instance] === VIOLATED && !reaches.has(number) ? [number] : []));
  });
}

/** The nearest goal of every instance, and the way to the farthest of these. */
function sometimes(
  marks: readonly (readonly number[])[],
  found: readonly Found[],
  complete: boolean,
): Omit<ClaimReport, 'claim'> {
  const nearest = (marks[0] ?? []).map((_, instance) => {
    const number = marks.findIndex((m) => m[instance] === HOLDS);
    return found[number]?.depth ?? Number.POSITIVE_INFINITY;
  });
  const depth = Math.max(...nearest);
  if (nearest.length === 0 || depth === Number.POSITIVE_INFINITY)
    return { verdict: complete ? (nearest.length === 0 ? 'vacuous' : 'violated') : 'unknown' };
  const isEnd = (number: number) =>
    found[number]?.depth === depth &&
    marks[number]?.some((mark, instance) => mark === HOLDS && nearest[instance] === depth);
  const states = new Set([...found.keys()].filter(isEnd));
  return { verdict: 'holds', trace: referenceTrace(found, { states, edges: new Set() }) };
}

/** The lasso that comes to its loop soonest; of several instances' the first. */
function liveness(
  kind: 'leadsTo' | 'eventually',
  marks: readonly (readonly number[])[],
  found: readonly Found[],
  fairness: readonly FairEvents[],
): Omit<ClaimReport, 'claim'> {
  const instances = marks[0] ?? [];
  const lassos = instances.flatMap((_, instance) => {
    const lasso = referenceLasso(
      kind,
      found,
      marks.map((m) => m[instance] as number),
      fairness,
    );
    return lasso ? [lasso] : [];
  });
  const [soonest] = lassos.sort((a, b) => a.trace.length - b.trace.length);
  if (soonest) return { verdict: 'violated', ...soonest };
  const applied = kind === 'eventually' ? instances.length > 0 : marks.some((m) => m.includes(VIOLATED));
  return { verdict: applied ? 'holds' : 'vacuous' };
}
