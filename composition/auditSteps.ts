import { type Network, NOT_APPLICABLE } from '../checker/index.ts';
import type { Composition } from './compose.ts';
import { type ProductState, productStep } from './product.ts';
import type { WorldStep } from './world.ts';

const WALKS = 20;
const WALK_LENGTH = 25;
/** Steps compared in each state beside the one that is taken, whether they can happen or not. */
const OTHER_STEPS = 3;

/**
 * Takes seeded walks by the tables of a network and has XState take the same steps: both must agree on
 * what can happen, on the local states after it, and on what the claims say of the states passed and of others.
 */
export function auditSteps(
  { network, world, tables, model }: Composition,
  seed: number,
): { readonly steps: number; readonly differences: readonly string[] } {
  const keys = tables.map(({ snapshots }, part) =>
    snapshots.map((snapshot) => world.parts[part]?.machine.key(snapshot)),
  );
  const stateOf = (local: readonly number[]) =>
    local.map((s, part) => tables[part]?.snapshots[s]) as ProductState;
  const chance = chancesFrom(seed);
  const differences = new Set<string>();
  let steps = 0;

  /** Local states after a step by the tables, if they and XState agree that it can happen; else undefined. */
  const take = (local: readonly number[], state: ProductState, number: number): number[] | undefined => {
    steps++;
    const step = world.steps[number] as WorldStep;
    const byTables = tableStep(network, local, number);
    const byXState = productStep(world, state, step);
    if ((byTables === undefined) !== (byXState === undefined))
      differences.add(`${step.name} can happen by ${byTables ? 'the tables' : 'XState'} only`);
    const astray = byXState?.findIndex(
      (snapshot, part) =>
        byTables !== undefined &&
        world.parts[part]?.machine.key(snapshot) !== keys[part]?.[byTables[part] ?? -1],
    );
    if (astray !== undefined && astray >= 0)
      differences.add(
        `${step.name} takes ${network.parts[astray]?.name} elsewhere by the tables than by XState`,
      );
    return byXState ? byTables : undefined;
  };
  const judge = (local: readonly number[]) => {
    for (const [number, claim] of network.claims.entries()) {
      if (claim.kind === 'eachStep') continue;
      const byTables = claim.instances.map((instance) => markOf(network, instance, local));
      if (byTables.join() !== model?.judgeState(number, stateOf(local)).join())
        differences.add(`${claim.name} is judged otherwise by the tables than by its own predicates`);
    }
  };

  for (let walk = 0; walk < WALKS; walk++) {
    let local: number[] = network.parts.map(({ initial }) => initial);
    for (let length = 0; length < WALK_LENGTH; length++) {
      const state = stateOf(local);
      judge(local);
      // Claims are tables over all combinations; the walks alone would seldom meet the ones that matter.
      judge(network.parts.map(({ states }) => chance(states.length)));
      for (let other = 0; other < OTHER_STEPS; other++) take(local, state, chance(network.steps.length));
      const possible = [...network.steps.keys()].filter((step) =>
        network.steps[step]?.moves.every(({ part, to }) => (to[local[part] ?? -1] ?? -1) >= 0),
      );
      if (possible.length === 0) break;
      const next = take(local, state, possible[chance(possible.length)] as number);
      if (!next) break;
      local = next;
    }
  }
  return { steps, differences: [...differences] };
}

function tableStep(network: Network, local: readonly number[], step: number): number[] | undefined {
  const next = [...local];
  for (const { part, to } of network.steps[step]?.moves ?? []) {
    const target = to[local[part] ?? -1] ?? -1;
    if (target < 0) return undefined;
    next[part] = target;
  }
  return next;
}

function markOf(
  network: Network,
  { parts, table }: { readonly parts: readonly number[]; readonly table: ArrayLike<number> },
  local: readonly number[],
): number {
  let index = 0;
  for (const part of parts) index = index * (network.parts[part]?.states.length ?? 1) + (local[part] ?? 0);
  return table[index] ?? NOT_APPLICABLE;
}

/** Numbers below a bound, the same ones for one seed. Source: Lehmer's generator, modulus 2^31 - 1, factor 48271. */
function chancesFrom(seed: number): (bound: number) => number {
  const modulus = 2 ** 31 - 1;
  let state = (seed % (modulus - 1)) + 1;
  return (bound) => {
    state = (state * 48_271) % modulus;
    return state % bound;
  };
}
