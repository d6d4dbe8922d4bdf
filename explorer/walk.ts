import { type Network, VIOLATED } from '../checker/index.ts';

/** A state of a network: the number of the local state of each part. */
export type Locals = readonly number[];

/** Where a network starts. */
export const initialLocals = ({ parts }: Network): Locals => parts.map(({ initial }) => initial);

/** The state after step number `step`, or nothing if some part refuses it. */
export function localsAfter({ steps }: Network, state: Locals, step: number): Locals | undefined {
  const next = [...state];
  for (const { part, to } of steps[step]?.moves ?? []) {
    const target = to[state[part] ?? -1] ?? -1;
    if (target < 0) return undefined;
    next[part] = target;
  }
  return steps[step] && next;
}

/**
 * Names of the claims that a step breaks, by the tables that the engines look up: those whose state after it is marked
 * violated and was not before, and those about steps that mark this one.
 *
 * Left out: claims about what happens later, which no single step breaks.
 */
export function brokenBy(network: Network, before: Locals, step: number, after: Locals): string[] {
  const marks = (table: ArrayLike<number>, parts: readonly number[], state: Locals): number => {
    const index = parts.reduce(
      (sum, part) => sum * (network.parts[part]?.states.length ?? 1) + (state[part] ?? 0),
      0,
    );
    return table[index] ?? 0;
  };
  return network.claims.flatMap((claim) => {
    const broken =
      claim.kind === 'eachStep'
        ? claim.instances.some((one) => one.step === step && marks(one.table, one.parts, before) === VIOLATED)
        : claim.kind === 'always' &&
          claim.instances.some(
            ({ table, parts }) =>
              marks(table, parts, after) === VIOLATED && marks(table, parts, before) !== VIOLATED,
          );
    return broken ? [claim.name] : [];
  });
}
