import { begin, breadthFirst } from '../../checker/breadthFirst.ts';
import { drive } from '../../checker/drive.ts';
import { unpack } from '../../checker/layout.ts';
import { askedOf } from '../../composition/compose.ts';
import { compose, type System, tabulate, worldOf } from '../../composition/index.ts';

/**
 * For each part of a world, each of the steps in which it takes part, and each of its local states: 1 where all others
 * accept the step in some reachable state. A part that answers otherwise in no open row has the same reachable graph
 * around it, step by step: nothing in that world can tell it from the one that was there.
 */
export type OpenRows = readonly (readonly Uint8Array[])[];

interface Accepting {
  readonly part: number;
  readonly next: Int32Array;
  readonly open: Uint8Array;
}

/** The open rows of a system, by part and by what the part is asked; of members only. */
export async function openRows(system: System): Promise<OpenRows> {
  // Monitors forbid nothing, so the members reach the same states without them, and there are fewer.
  const unwatched = { ...system, claims: [] };
  const world = worldOf(unwatched);
  const accepting: Accepting[][] = world.steps.map(() => []);
  const rows = world.parts.map(({ machine }, part) => {
    const asked = askedOf(world, part);
    const table = tabulate(
      machine,
      asked.map(({ instance }) => instance),
    );
    return asked.map(({ step }, e) => {
      const next = table.next[e] as Int32Array;
      const open = new Uint8Array(next.length);
      accepting[step]?.push({ part, next, open });
      return open;
    });
  });
  const { network } = compose(unwatched);
  const search = begin(network, {});
  const stopped = await drive(breadthFirst(search, {}), {});
  if (stopped !== undefined) throw new RangeError(`${system.name} is too large: ${stopped}`);
  const local = new Int32Array(world.parts.length);
  for (let number = 0; number < search.states.size; number++) {
    unpack(search.layout, search.states.data, number * search.layout.words, local);
    for (const step of accepting) markOpen(step, local);
  }
  return rows;
}

/** If all accept the step, every row is open; if one alone refuses it, that one's. */
function markOpen(rows: readonly Accepting[], local: Int32Array): void {
  let refusing = -1;
  for (let i = 0; i < rows.length; i++) {
    const { part, next } = rows[i] as Accepting;
    if ((next[local[part] as number] as number) >= 0) continue;
    if (refusing >= 0) return;
    refusing = i;
  }
  for (let i = 0; i < rows.length; i++) {
    const { part, open } = rows[i] as Accepting;
    if (refusing < 0 || refusing === i) open[local[part] as number] = 1;
  }
}
