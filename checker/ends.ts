import type { End } from './canonicalTrace.ts';
import { stridesOf } from './judges.ts';
import { type ClaimTable, type Network, type NetworkClaim, type StepTable, VIOLATED } from './network.ts';

/**
 * Where among these states an `always` or `eachStep` claim is violated. Of an `eachStep` claim the end is the
 * state from which the step at fault is taken.
 */
export function* endsAmong(
  network: Network,
  claim: NetworkClaim,
  states: Iterable<ArrayLike<number>>,
): Generator<End> {
  const all: readonly (ClaimTable | StepTable)[] = claim.instances;
  const instances = all
    .filter(({ table }) => Array.prototype.includes.call(table, VIOLATED))
    .map((instance) => ({
      ...instance,
      strides: stridesOf(network, instance.parts),
      step: 'step' in instance ? instance.step : undefined,
    }));
  const canHappen = (step: number, local: ArrayLike<number>) =>
    network.steps[step]?.moves.every(({ part, to }) => (to[local[part] as number] as number) >= 0);
  for (const local of states) {
    for (const { parts, table, strides, step } of instances) {
      let entry = 0;
      for (let i = 0; i < parts.length; i++)
        entry += (local[parts[i] as number] as number) * (strides[i] as number);
      if (table[entry] !== VIOLATED) continue;
      if (step === undefined) yield { local };
      else if (canHappen(step, local)) yield { local, step };
    }
  }
}
