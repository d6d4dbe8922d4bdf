import { stridesOf } from '../judges.ts';
import type { ClaimTable, Network, StepTable } from '../network.ts';

/**
 * By step, 1 if it can change what some claim says: the mark of a table, or, for a claim about a step,
 * whether a part is willing to take that step.
 */
export function visibleSteps(network: Network): Uint8Array {
  const visible = new Uint8Array(network.steps.length);
  const tables = network.claims.flatMap(({ instances }): readonly (ClaimTable | StepTable)[] => instances);
  network.steps.forEach(({ moves }, step) => {
    const moved = new Map(
      moves.filter(({ to }) => Array.from(to).some((t, s) => t >= 0 && t !== s)).map((m) => [m.part, m.to]),
    );
    const isSeen = tables.some((table) => {
      if (changesMark(network, table, moved)) return true;
      if (!('step' in table)) return false;
      return (network.steps[table.step]?.moves ?? []).some(({ part, to: wanted }) => {
        const to = moved.get(part);
        return (
          to !== undefined &&
          Array.from(to).some((t, s) => t >= 0 && (wanted[t] as number) < 0 !== (wanted[s] as number) < 0)
        );
      });
    });
    visible[step] = isSeen ? 1 : 0;
  });
  return visible;
}

/** Whether some combination of local states has another mark after the moves than before. */
function changesMark(
  network: Network,
  { parts, table }: ClaimTable,
  moved: ReadonlyMap<number, ArrayLike<number>>,
): boolean {
  if (!parts.some((part) => moved.has(part))) return false;
  const strides = stridesOf(network, parts);
  const visit = (k: number, before: number, after: number): boolean => {
    const part = parts[k];
    if (part === undefined) return table[before] !== table[after];
    const to = moved.get(part);
    const stride = strides[k] as number;
    const size = network.parts[part]?.states.length ?? 1;
    for (let s = 0; s < size; s++) {
      const t = to ? (to[s] as number) : s;
      if (t >= 0 && visit(k + 1, before + s * stride, after + t * stride)) return true;
    }
    return false;
  };
  return visit(0, 0, 0);
}
