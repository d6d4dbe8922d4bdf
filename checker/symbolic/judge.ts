import {
  type ClaimTable,
  HOLDS,
  type Network,
  NOT_APPLICABLE,
  type StepTable,
  VIOLATED,
} from '../network.ts';
import { EMPTY, type NodeStore } from './nodeStore.ts';
import { NOTHING, type Patterns } from './patterns.ts';
import type { Saturation } from './saturation.ts';
import type { SetOps } from './setOps.ts';

const INSTANCES_PER_PAUSE = 64;

/** States in which a claim is violated, by pattern or as a set; with the step at fault, if it is one. */
export interface Fault {
  readonly pattern?: number;
  readonly set?: number;
  readonly step?: number;
}

/** What the reachable states say of one claim. */
export interface Judgement {
  readonly applied: boolean;
  readonly faults: readonly Fault[];
  /** Of a `sometimes` claim: the patterns of the goals, one for each instance, all of them reachable or not. */
  readonly goals?: readonly number[];
  readonly missed?: boolean;
  /** Why it is not decided. */
  readonly because?: string;
}

/** What deciding claims needs; `reached` is the set of reachable states, and on the work stack. */
export interface Judging {
  readonly network: Network;
  readonly store: NodeStore;
  readonly sets: SetOps;
  readonly patterns: Patterns;
  readonly backwards: () => Saturation;
  readonly reached: number;
}

/** Decides one claim. The sets of its faults stay on the work stack. */
export function* judge(
  { network, store, sets, patterns, backwards, reached }: Judging,
  number: number,
): Generator<void, Judgement> {
  const claim = network.claims[number];
  if (claim?.kind === 'leadsTo' || claim?.kind === 'eventually')
    return {
      applied: false,
      faults: [],
      because: 'the symbolic engine does not look at runs; the explicit one does',
    };
  if (claim?.kind === 'sometimes') {
    const goals = claim.instances.map((instance) => patterns.of(instance, (mark) => mark === HOLDS));
    const missed = goals.some((goal) => !patterns.meets(reached, goal));
    return { applied: goals.length > 0, faults: [], goals, missed };
  }
  const faults: Fault[] = [];
  let applied = false;
  for (const [i, instance] of (claim?.instances ?? []).entries()) {
    if (i % INSTANCES_PER_PAUSE === INSTANCES_PER_PAUSE - 1) yield;
    const step = stepOf(instance);
    const relevant = patterns.of(instance, (mark) => mark !== NOT_APPLICABLE, step);
    if (relevant === NOTHING || !patterns.meets(reached, relevant)) continue;
    applied = true;
    const bad = patterns.of(instance, (mark) => mark === VIOLATED, step);
    if (!patterns.meets(reached, bad)) continue;
    if (claim?.kind !== 'possible') {
      faults.push({ pattern: bad, ...(step === undefined ? {} : { step }) });
      continue;
    }
    const goal = patterns.of(instance, (mark) => mark === HOLDS);
    const base = store.work.keep(patterns.restrict(reached, goal));
    const canReach = yield* backwards().within(store.work.data[base] as number, reached);
    const trapped = sets.difference(patterns.restrict(reached, bad), canReach);
    store.work.pop(base);
    if (trapped === EMPTY) continue;
    store.work.keep(trapped);
    faults.push({ set: trapped });
  }
  return { applied, faults };
}

const stepOf = (instance: ClaimTable | StepTable): number | undefined =>
  'step' in instance ? instance.step : undefined;
