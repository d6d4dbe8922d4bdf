import type { AnyMachineSnapshot } from 'xstate';
import type { Model } from '../checker/index.ts';
import type { EventuallyClaim, LeadsToClaim, PartViews } from './claims.ts';
import { markOf, monitorMarkOf, stepMarkOf } from './claimTables.ts';
import { fairnessOf, fairStepsOf } from './fairness.ts';
import { withoutClock } from './withoutClock.ts';
import { concerns, heardBy, tuplesOf, viewNames, type World, type WorldStep } from './world.ts';

/** A state of the product: one snapshot for each part. */
export type ProductState = readonly AnyMachineSnapshot[];

/** What one step does to a state of the product, asking XState itself; `undefined` if it cannot happen. */
export function productStep(
  { parts }: World,
  state: ProductState,
  step: WorldStep,
): ProductState | undefined {
  const next = [...state];
  for (const number of step.parts) {
    const part = parts[number];
    const snapshot = state[number];
    if (!part || !snapshot) return undefined;
    const event = heardBy(part, step);
    if (part.machine.can(snapshot, event)) next[number] = part.machine.next(snapshot, event);
    else if (!part.monitors) return undefined;
  }
  return next;
}

/** The initial state of the product. */
export const productInitial = ({ parts }: World): ProductState =>
  parts.map(({ machine }) => machine.initial());

/** What a claim sees of the members `tuple` in a state. */
export function viewsOf(
  { parts }: World,
  names: readonly string[],
  tuple: readonly number[],
  state: ProductState,
): PartViews {
  return Object.fromEntries(
    tuple.map((part, k) => [
      names[k],
      { index: parts[part]?.index ?? 0, value: state[part]?.value, context: state[part]?.context },
    ]),
  );
}

/**
 * The product as functions, for the `reference` engine: XState's own transition on every part, and the
 * claims' own predicates on the snapshots. Shares with the tables only the list of who takes part in what.
 */
export function productModel(world: World): Model<unknown> {
  const { system, parts, steps } = world;
  const claims = system.claims.map((claim) => {
    const monitors = parts.flatMap((part, number) => (part.monitors === claim.name ? [number] : []));
    return {
      claim,
      monitors,
      tuples: claim.kind === 'monitor' ? [] : tuplesOf(world, claim),
      names: viewNames(claim),
    };
  });
  const initialKeys = productInitial(world).map((snapshot, number) => parts[number]?.machine.key(snapshot));
  const byName = new Map(steps.map((step) => [step.name, step]));
  const fairEvents = (claim: LeadsToClaim | EventuallyClaim) =>
    fairStepsOf(fairnessOf(system, claim), system.alphabet, steps).map(({ strength, steps: fair }) => ({
      strength,
      events: new Set(fair.map((number) => steps[number]?.name ?? '')),
    }));
  const model: Model<ProductState> = {
    claims: claims.map(({ claim }) => ({
      name: claim.name,
      kind: claim.kind === 'monitor' ? 'always' : claim.kind,
      ...(claim.kind === 'leadsTo' || claim.kind === 'eventually' ? { fairness: fairEvents(claim) } : {}),
    })),
    initial: () => productInitial(world),
    key: (state) => state.map((snapshot, number) => parts[number]?.machine.key(snapshot)).join('\n'),
    steps: (state) =>
      withoutClock(() =>
        steps.flatMap((step) => {
          const next = productStep(world, state, step);
          return next ? [{ event: step.name, by: step.by, next }] : [];
        }),
      ),
    judgeState(number, state) {
      const { claim, monitors, tuples, names } = claims[number] as (typeof claims)[number];
      if (claim.kind === 'eachStep') return [];
      if (claim.kind === 'monitor')
        return monitors.map((part) =>
          monitorMarkOf(
            state[part]?.value,
            parts[part]?.machine.key(state[part] as AnyMachineSnapshot) === initialKeys[part],
          ),
        );
      return tuples.map((tuple) => markOf(claim, viewsOf(world, names, tuple, state)));
    },
    judgeStep(number, before, event, after) {
      const { claim, tuples, names } = claims[number] as (typeof claims)[number];
      const step = byName.get(event);
      if (claim.kind !== 'eachStep' || !step) return [];
      return tuples
        .filter((tuple) => concerns(world, claim, tuple, step))
        .map((tuple) =>
          stepMarkOf(
            claim,
            viewsOf(world, names, tuple, before),
            step.event,
            viewsOf(world, names, tuple, after),
          ),
        );
    },
  };
  return model as Model<unknown>;
}
