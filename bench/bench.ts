import { contenders, explicit, explicitInTwo, smallContenders, symbolic } from './contenders.ts';
import { countsOf, type World } from './counts.ts';
import type { Contender } from './measured.ts';
import { versionsOf } from './programs.ts';
import { type BenchRow, type LeftOut, rowOf } from './rowOf.ts';

/** Everything that one run measured. */
export interface Bench {
  /** What the programs that are installed say of their versions. */
  readonly versions: Readonly<Record<string, string>>;
  /** In the world. */
  readonly rows: readonly BenchRow[];
  /** In the small world. */
  readonly small: readonly BenchRow[];
  /** Our engines in worlds of more and more pages. */
  readonly growth: readonly BenchRow[];
  readonly leftOut: readonly LeftOut[];
}

/** What to measure. */
export interface BenchOptions {
  readonly world: World;
  /** Where those run that ask XState about every step. */
  readonly smallWorld: World;
  /** Names of rows; if none are given, all of them and the growth. */
  readonly only?: readonly string[];
  /** Ends the run; what was measured by then is kept. */
  readonly signal?: AbortSignal;
  /** Called before each measurement. */
  readonly onRow?: (name: string, world: World) => void;
}

/** The names of all rows. */
export const rowNames: readonly string[] = [
  ...new Set([...contenders, ...smallContenders].map(({ name }) => name)),
];

/** Worlds of growth have up to so many times the states of the world, for the engine that lists them. */
const GROWTH_STATES = 8n;

/** One run, one measurement after the other. Never throws: what could not be measured is named in the result. */
export async function bench(options: BenchOptions): Promise<Bench> {
  const { world, smallWorld, only, signal, onRow } = options;
  const versions = await versionsOf([...new Set(contenders.flatMap(({ needs }) => needs))]);
  const leftOut: LeftOut[] = [];
  const measured = async (pairs: readonly (readonly [Contender, World])[]) => {
    const rows: BenchRow[] = [];
    for (const [contender, where] of pairs) {
      onRow?.(contender.name, where);
      const row = await rowOf(contender, where, versions, signal);
      if ('why' in row) leftOut.push(row);
      else rows.push(row);
    }
    return rows;
  };
  const wanted = (all: readonly Contender[], where: World) =>
    all.filter(({ name }) => only?.includes(name) ?? true).map((contender) => [contender, where] as const);
  return {
    versions,
    rows: await measured(wanted(contenders, world)),
    small: await measured(wanted(smallContenders, smallWorld)),
    growth: await measured(only ? [] : growing(world)),
    leftOut,
  };
}

/** Our engines, from two pages to twice as many as the world has. */
function growing(world: World): (readonly [Contender, World])[] {
  const most = GROWTH_STATES * countsOf(world).states;
  return [...Array(2 * world.pages - 1).keys()].flatMap((more) => {
    const larger = { ...world, pages: more + 2 };
    const listed = countsOf(larger).states <= most;
    return [...(listed ? [explicit, explicitInTwo] : []), symbolic].map(
      (engine) => [engine, larger] as const,
    );
  });
}
