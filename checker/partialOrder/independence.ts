import type { Network } from '../network.ts';

/** Which steps get in each other's way. */
export interface Independence {
  /** By step: the steps that it does not accord with, itself left out. */
  readonly dependents: readonly Int32Array[];
  /** By part and local state: the steps that would move the part out of it. */
  readonly movers: readonly (readonly Int32Array[])[];
}

/**
 * Two steps accord if, wherever both can happen, each can still happen after the other and the order makes
 * no difference. Steps without a common part do; others are compared on each common part's table.
 */
export function independenceOf(network: Network): Independence {
  const dependents = network.steps.map(() => new Set<number>());
  const movers = network.parts.map(({ states }) => states.map((): number[] => []));
  network.parts.forEach((_, part) => {
    const tables = new Map<string, { to: ArrayLike<number>; steps: number[] }>();
    network.steps.forEach(({ moves }, step) => {
      const to = moves.find((move) => move.part === part)?.to;
      if (!to) return;
      for (let s = 0; s < to.length; s++)
        if ((to[s] as number) >= 0 && to[s] !== s) movers[part]?.[s]?.push(step);
      // Very many steps do the same to a part, so tables are compared and not steps.
      const key = Array.from(to).join();
      const alike = tables.get(key);
      if (alike) alike.steps.push(step);
      else tables.set(key, { to, steps: [step] });
    });
    const distinct = [...tables.values()];
    distinct.forEach((one, i) => {
      for (const other of distinct.slice(i)) {
        if (accord(one.to, other.to)) continue;
        for (const a of one.steps) {
          for (const b of other.steps) {
            if (a === b) continue;
            dependents[a]?.add(b);
            dependents[b]?.add(a);
          }
        }
      }
    });
  });
  return {
    dependents: dependents.map((of) => Int32Array.from(of)),
    movers: movers.map((locals) => locals.map((of) => Int32Array.from(of))),
  };
}

/** Whether two moves of one part commute and neither takes away the other, where both can be made. */
function accord(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  for (let s = 0; s < a.length; s++) {
    const [afterA, afterB] = [a[s] as number, b[s] as number];
    if (afterA < 0 || afterB < 0) continue;
    const [ab, ba] = [b[afterA] as number, a[afterB] as number];
    if (ab < 0 || ab !== ba) return false;
  }
  return true;
}
