import type { Exploration } from './explicit.ts';
import type { Limits, Progress } from './limits.ts';
import type { Model } from './model.ts';
import { HOLDS, NOT_APPLICABLE, VIOLATED } from './network.ts';
import { type StopReason, type TraceStep, verdictOf } from './report.ts';

interface Found<S> {
  readonly state: S;
  readonly parent: number;
  readonly via?: TraceStep;
  /** Numbers of the states one step further; filled when this one is expanded. */
  readonly next: number[];
}

const STATES_PER_PROGRESS = 64;

/**
 * Breadth-first over a {@link Model}, with a Map of string keys: no tables, no packing, nothing shared
 * with the other engines but the verdict rule. Use it on small worlds, to check the others.
 */
export function* reference<S>(model: Model<S>, limits: Limits): Generator<Progress, Exploration, boolean> {
  const found: Found<S>[] = [];
  const numbers = new Map<string, number>();
  const seen = model.claims.map(() => ({ applied: false, trace: undefined as TraceStep[] | undefined }));
  const pathTo = (number: number): TraceStep[] => {
    const path: TraceStep[] = [];
    for (let at = found[number]; at?.via; at = found[at.parent]) path.push(at.via);
    return path.reverse();
  };
  const note = (claim: number, marks: readonly number[], trace: () => TraceStep[]) => {
    const of = seen[claim];
    if (!of) return;
    if (marks.some((mark) => mark !== NOT_APPLICABLE)) of.applied = true;
    if (marks.includes(VIOLATED)) of.trace ??= trace();
  };
  const add = (state: S, parent: number, via?: TraceStep): number => {
    const key = model.key(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = found.push({ state, parent, next: [], ...(via ? { via } : {}) }) - 1;
    numbers.set(key, number);
    model.claims.forEach((claim, c) => {
      if (claim.kind === 'always') note(c, model.judgeState(c, state), () => pathTo(number));
    });
    return number;
  };

  add(model.initial(), -1);
  let transitions = 0;
  let depth = 0;
  let levelEnd = 1;
  let stopped: StopReason | undefined;
  for (let number = 0; number < found.length && !stopped; number++) {
    if (number === levelEnd) {
      depth++;
      levelEnd = found.length;
    }
    const from = found[number] as Found<S>;
    if (number % STATES_PER_PROGRESS === STATES_PER_PROGRESS - 1) {
      if (yield { states: found.length, transitions, depth, frontier: found.length - number }) {
        stopped = 'interrupted';
        break;
      }
    }
    for (const { event, by, next } of model.steps(from.state)) {
      transitions++;
      model.claims.forEach((claim, c) => {
        if (claim.kind === 'eachStep')
          note(c, model.judgeStep(c, from.state, event, next), () => [...pathTo(number), { event, by }]);
      });
      from.next.push(add(next, number, { event, by }));
      if (found.length > (limits.maxStates ?? Number.POSITIVE_INFINITY)) {
        stopped = 'states';
        break;
      }
    }
  }
  if (!stopped) {
    model.claims.forEach((claim, c) => {
      if (claim.kind === 'possible') {
        const { applied, trapped } = trappedStates(model, c, found);
        note(c, applied ? [HOLDS] : [], () => []);
        if (trapped !== undefined) note(c, [VIOLATED], () => pathTo(trapped));
      }
    });
  }
  const complete = stopped === undefined;
  return {
    states: found.length,
    transitions,
    depth,
    complete,
    ...(stopped ? { stopped } : {}),
    claims: model.claims.map(({ name }, c) => {
      const { applied, trace } = seen[c] as { applied: boolean; trace: TraceStep[] | undefined };
      const verdict = verdictOf({ violated: trace !== undefined, applied }, complete);
      return { claim: name, verdict, ...(trace ? { trace } : {}) };
    }),
  };
}

/** First state, in order of discovery, from which an instance of claim `c` can never reach its goal. */
function trappedStates<S>(
  model: Model<S>,
  c: number,
  found: readonly Found<S>[],
): { applied: boolean; trapped?: number } {
  const marks = found.map(({ state }) => model.judgeState(c, state));
  const before: number[][] = found.map(() => []);
  found.forEach(({ next }, from) => {
    for (const to of next) before[to]?.push(from);
  });
  const trapped: number[] = [];
  for (let instance = 0; instance < (marks[0]?.length ?? 0); instance++) {
    const reaches = new Set<number>();
    const open = marks.flatMap((m, number) => (m[instance] === HOLDS ? [number] : []));
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (reaches.has(at)) continue;
      reaches.add(at);
      open.push(...(before[at] as number[]));
    }
    const first = marks.findIndex((m, number) => m[instance] === VIOLATED && !reaches.has(number));
    if (first >= 0) trapped.push(first);
  }
  const applied = marks.some((m) => m.some((mark) => mark !== NOT_APPLICABLE));
  return trapped.length > 0 ? { applied, trapped: Math.min(...trapped) } : { applied };
}
