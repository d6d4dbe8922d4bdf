import { countsOf, type World } from './counts.ts';
import type { Contender, Measured } from './measured.ts';

/** One line of the table. */
export interface BenchRow extends Measured {
  readonly name: string;
  readonly summary: string;
  readonly world: World;
}

/** A line that the table does not have, and why. */
export interface LeftOut {
  readonly name: string;
  readonly world: World;
  readonly why: string;
  /** `false` if it ran, and did not count what there is. */
  readonly excused: boolean;
}

/**
 * Measures one line, or says why there is none: a program is not installed, the run was interrupted or failed, or
 * the checker did not count exactly the states and transitions that there are. Never throws.
 *
 * @param versions of the programs that are installed.
 */
export async function rowOf(
  { name, summary, needs, run }: Contender,
  world: World,
  versions: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<BenchRow | LeftOut> {
  const leftOut = (why: string, excused: boolean): LeftOut => ({ name, world, why, excused });
  const missing = needs.filter((program) => versions[program] === undefined);
  if (missing.length > 0) return leftOut(`${missing.join(' and ')}: not installed`, true);
  if (signal?.aborted) return leftOut('interrupted', true);
  try {
    const measured = await run(world, signal);
    const { states, transitions } = countsOf(world);
    if (measured.states !== states || measured.transitions !== transitions)
      return leftOut(
        `counts ${measured.states} states and ${measured.transitions} transitions of ${states} and ${transitions}`,
        false,
      );
    return { name, summary, world, ...measured };
  } catch (error) {
    if (signal?.aborted) return leftOut('interrupted', true);
    return leftOut(error instanceof Error ? error.message : String(error), false);
  }
}
