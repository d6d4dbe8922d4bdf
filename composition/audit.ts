import { type CheckOptions, check, type Report } from '../checker/index.ts';
import { auditSteps } from './auditSteps.ts';
import { auditTraces } from './auditTraces.ts';
import type { Composition } from './compose.ts';

/** What an audit compared, and what was not alike. */
export interface Audit {
  /** Sizes of the small world. */
  readonly size: Readonly<Record<string, number>>;
  /** States, transitions and claims of the small world, searched by the plain explicit engine. */
  readonly states: number | bigint;
  readonly transitions: number | bigint;
  readonly claims: number;
  /** How many of those states the reference engine saw; all of them, or the first so many. */
  readonly referenceStates: number | bigint;
  /** Steps of the world that was checked, taken by XState and by the tables. */
  readonly steps: number;
  /** Counterexamples of the world that was checked, taken by XState. */
  readonly traces: number;
  /** Seed of the choice of steps. */
  readonly seed: number;
  /** A sentence for each thing that was not alike; the audit fails if there is one. */
  readonly differences: readonly string[];
}

/** What to audit. */
export interface Audited {
  /** The world that was checked, with what was found of it. */
  readonly composition: Composition;
  readonly report: Report;
  /** A world small enough to be searched without any acceleration. */
  readonly small: Composition;
}

/** States after which the reference engine has seen enough: it sees some thousand a second. */
const REFERENCE_STATES_MAX = 2_000;

/**
 * Repeats an accelerated run without its acceleration, where that is feasible. In the small world the same
 * options must find what the plain explicit engine finds, and that what XState itself does. In the world
 * that was checked, seeded walks compare the tables with XState, step by step and claim by claim, and XState
 * takes every counterexample.
 */
export async function audit(
  { composition, report, small }: Audited,
  options: CheckOptions,
  seed = 1,
): Promise<Audit> {
  const { signal, onProgress } = options;
  const watched = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  const accelerated = await check(small, options);
  const plain = await check(small, { ...watched, engine: 'explicit', loop: 'plain' });
  const reference = await check(small, {
    ...watched,
    engine: 'reference',
    maxStates: REFERENCE_STATES_MAX,
  });
  const taken = auditSteps(composition, seed);
  const traces = auditTraces(composition, report);
  return {
    size: small.world.sizes,
    states: plain.states,
    transitions: plain.transitions,
    claims: plain.claims.length,
    referenceStates: reference.states,
    steps: taken.steps,
    traces: traces.traces,
    seed,
    differences: [
      ...(plain.complete ? [] : ['the small world could not be searched whole without acceleration']),
      ...differencesOf('accelerated', accelerated, 'plain', plain),
      ...differencesOf('plain', plain, 'reference', reference),
      ...taken.differences,
      ...traces.differences,
    ],
  };
}

/** In what two reports of one world differ, as far as both can know. */
function differencesOf(nameA: string, a: Report, nameB: string, b: Report): string[] {
  const differences: string[] = [];
  const compare = (what: string, of: (report: Report) => unknown) => {
    if (of(a) !== of(b))
      differences.push(
        `small world: ${what} is ${of(a)} by the ${nameA} search, ${of(b)} by the ${nameB} one`,
      );
  };
  if (a.complete && b.complete && !a.reduction && !b.reduction) {
    compare('the number of states', ({ states }) => states);
    compare('the number of transitions', ({ transitions }) => transitions);
  }
  if (a.complete && b.complete && a.depth !== undefined && b.depth !== undefined)
    compare('the depth', ({ depth }) => depth);
  for (const [number, { claim, verdict }] of a.claims.entries()) {
    // What one of two searches did not get to know is no difference.
    if (verdict === 'unknown' || b.claims[number]?.verdict === 'unknown') continue;
    compare(claim, ({ claims }) => claims[number]?.verdict);
    if (a.shortest !== false && b.shortest !== false)
      compare(`the trace length of ${claim}`, ({ claims }) => claims[number]?.trace?.length);
  }
  return differences;
}
