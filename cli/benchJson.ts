import type { Bench, BenchRow, LeftOut } from '../bench/index.ts';
import { jsonCount } from './numbers.ts';

/** When and where a run was measured. */
export interface BenchPlace {
  /** As in 2026-01-31. */
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly platform: string;
  readonly node: string;
}

/** One line, as JSON keeps it. Times are wall times; `bytes` is memory at the peak. */
export interface BenchRunRow extends Omit<BenchRow, 'states' | 'transitions'> {
  readonly states: number | string;
  readonly transitions: number | string;
}

/** A run of `bench` for programs, schema 1. */
export interface BenchRun extends BenchPlace {
  readonly schema: 1;
  readonly interrupted: boolean;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly BenchRunRow[];
  readonly small: readonly BenchRunRow[];
  readonly growth: readonly BenchRunRow[];
  readonly leftOut: readonly LeftOut[];
}

/** What was measured, as JSON keeps it. */
export function benchJson(found: Bench, place: BenchPlace, interrupted: boolean): BenchRun {
  const plain = (rows: readonly BenchRow[]) =>
    rows.map((row) => ({ ...row, states: jsonCount(row.states), transitions: jsonCount(row.transitions) }));
  const { versions, rows, small, growth, leftOut } = found;
  return {
    schema: 1,
    ...place,
    interrupted,
    versions,
    rows: plain(rows),
    small: plain(small),
    growth: plain(growth),
    leftOut,
  };
}

/**
 * A run that was printed earlier.
 *
 * @throws {Error} for anything else.
 */
export function benchRunOf(data: unknown): BenchRun {
  const run = data as Partial<BenchRun> | null;
  if (run?.schema !== 1 || ![run.rows, run.small, run.growth, run.leftOut].every(Array.isArray))
    throw new Error('this is not what bench --json prints');
  return run as BenchRun;
}
