import type { CheckOptions } from './check.ts';
import type { Network } from './network.ts';
import type { Report } from './report.ts';

/** States up to which a list of them is the better engine: some seconds, some hundred megabytes. */
export const EXPLICIT_STATES_MAX = 4_000_000;

/** Kinds of claims that decision diagrams decide. */
const symbolicKinds = ['always', 'eachStep', 'possible'];

/**
 * Chooses between the explicit and the symbolic engine by a bounded run: most worlds are explored by then, and
 * nothing is lost. A world with more states goes to the symbolic engine, and back if its diagrams do not fit.
 * What only the explicit engine can do stays with it.
 *
 * @param run checks with one engine.
 */
export async function auto(
  network: Network,
  options: CheckOptions,
  run: (options: CheckOptions) => Promise<Report>,
): Promise<Report> {
  const explicit = (): Promise<Report> => run({ ...options, engine: 'explicit' });
  const onlyExplicit = network.claims.some(({ kind }) => !symbolicKinds.includes(kind));
  if (
    onlyExplicit ||
    options.examine?.livelocks ||
    options.reduce !== undefined ||
    options.maxStates !== undefined
  )
    return explicit();
  const { autoStatesMax = EXPLICIT_STATES_MAX } = options;
  const bounded = await run({ ...options, engine: 'explicit', maxStates: autoStatesMax });
  if (bounded.stopped !== 'states' && bounded.stopped !== 'memory') return bounded;
  const limit = bounded.stopped === 'states' ? autoStatesMax : bounded.states;
  const chosen = `symbolic, since ${bounded.stopped === 'states' ? 'there are' : 'there is no memory for'} more than ${limit.toLocaleString('en-US')} states`;
  const symbolic = await run({ ...options, engine: 'symbolic' });
  if (symbolic.stopped !== 'memory' && symbolic.stopped !== 'nodes') return { ...symbolic, chosen };
  const last = bounded.stopped === 'memory' ? bounded : await explicit();
  return { ...last, chosen: 'explicit, since diagrams do not fit either' };
}
