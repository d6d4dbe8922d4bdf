import { type ClaimReport, check } from '../checker/index.ts';
import { type Composition, compose, type System } from '../composition/index.ts';
import { withoutRules } from '../rules/index.ts';
import type { Bug } from './bug.ts';
import type { ByteFact } from './bytes/byteRun.ts';

/** What was found of a bug. */
export interface Rediscovery {
  readonly bug: Bug;
  /** With the rule kept, and without it. */
  readonly kept: ClaimReport;
  readonly leftOut: ClaimReport;
  readonly states: { readonly kept: number; readonly leftOut: number };
  /** The world without the rule, in which the counterexample can be replayed. */
  readonly composition: Composition;
  /** Steps of the row that the counterexample does not contain in their order; none if it is the bug. */
  readonly missing: readonly string[];
  /** What memory holds in the end, where the bug was done on bytes. */
  readonly onBytes?: { readonly kept: ByteFact; readonly leftOut: ByteFact };
  /** Found where the rule is left out, by the steps of the row, and proved absent where it is kept; on bytes, seen and not seen. */
  readonly rediscovered: boolean;
}

/**
 * Looks for a bug in its world, with and without its rule. Where the rule is kept, only `holds` will do: a claim that
 * has nothing to say, or is not settled, shows nothing.
 *
 * @throws whatever {@link compose} refuses.
 */
export async function rediscover(bug: Bug): Promise<Rediscovery> {
  const kept = await explored(bug.system);
  const leftOut = await explored(withoutRules(bug.system, [bug.rule]));
  const { trace = [], loop = [] } = leftOut.claim;
  const run = await bug.onBytes?.();
  const onBytes = run && { kept: run(true), leftOut: run(false) };
  const missing = missingSteps(
    [...trace, ...loop].map(({ event }) => event),
    bug.steps,
  );
  return {
    bug,
    kept: kept.claim,
    leftOut: leftOut.claim,
    states: { kept: kept.states, leftOut: leftOut.states },
    composition: leftOut.composition,
    missing,
    ...(onBytes ? { onBytes } : {}),
    rediscovered:
      kept.claim.verdict === 'holds' &&
      leftOut.claim.verdict === 'violated' &&
      missing.length === 0 &&
      (!onBytes || (onBytes.leftOut.violated && !onBytes.kept.violated)),
  };
}

async function explored(system: System) {
  const composition = compose(system);
  const { claims, states } = await check(composition);
  const [claim] = claims;
  if (!claim || claims.length > 1)
    throw new TypeError(`${system.name}: a bug is about one claim, and these are ${claims.length}`);
  return { composition, claim, states: Number(states) };
}

/** Of the wanted steps, from the first one on that does not come in its order. */
export function missingSteps(events: readonly string[], wanted: readonly string[]): readonly string[] {
  let met = 0;
  for (const event of events) {
    const step = wanted[met];
    if (step !== undefined && fits(event, step)) met++;
  }
  return wanted.slice(met);
}

function fits(event: string, step: string): boolean {
  const [type = '', ...values] = step.split(' ');
  const [, name, written = ''] = /^(\w+)(?:\((.*)\))?$/.exec(event) ?? [];
  return name === type && values.every((value) => written.split(', ').includes(value));
}
