import { auto } from './auto.ts';
import { drive } from './drive.ts';
import { type ExplicitOptions, type Exploration, explicit } from './explicit.ts';
import type { Progress } from './limits.ts';
import type { Model } from './model.ts';
import { type Network, validateNetwork } from './network.ts';
import { reduced } from './reduced.ts';
import type { ReductionOptions } from './reduction.ts';
import { reference } from './reference.ts';
import type { EngineName, Report } from './report.ts';
import { type SymbolicOptions, symbolic } from './symbolic/symbolic.ts';
import { type WalkOptions, walk } from './walk.ts';

/** How to check: which engine, and its bounds. */
export interface CheckOptions extends ExplicitOptions, WalkOptions, SymbolicOptions {
  /** Default `explicit`; `auto` chooses between that and `symbolic`. */
  readonly engine?: EngineName | 'auto';
  /** States up to which `auto` stays with the explicit engine. Default 4,000,000. */
  readonly autoStatesMax?: number;
  /** Reductions of engine `explicit`; none by default. */
  readonly reduce?: ReductionOptions;
}

/** What can be checked: tables, and for the `reference` engine the functions they were made from. */
export interface Checkable {
  readonly network: Network;
  readonly model?: Model<unknown>;
}

/** The engines, by name. */
export const engineNames: readonly EngineName[] = ['explicit', 'symbolic', 'reference', 'walk'];

/**
 * Explores a network and judges its claims. Never throws for what it finds: a violation, a bound reached
 * or an interruption are all in the report.
 *
 * @throws {NetworkError} if the network is malformed.
 * @throws {CheckpointError} if the search cannot be gone on with from a checkpoint.
 * @throws {ReductionError} if it does not allow a reduction that was asked for by name.
 * @throws {TypeError} if there is no such engine, it is `reference` and there is no model, there cannot be so many
 *   workers, or the order for `symbolic` names no part, or one twice.
 */
export async function check({ network, model }: Checkable, options: CheckOptions = {}): Promise<Report> {
  validateNetwork(network);
  const engine = options.engine ?? 'explicit';
  const began = process.hrtime.bigint();
  if (engine === 'auto') {
    const report = await auto(network, options, (chosen) =>
      check({ network, ...(model ? { model } : {}) }, chosen),
    );
    return { ...report, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
  }
  if (options.examine) refuseExamination(network.name, engine, options);
  const exploration =
    engine === 'explicit' && !options.reduce
      ? await explicit(network, options)
      : await drive(searchOf(network, model, engine, options), options);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  return { name: network.name, engine, seconds, ...exploration };
}

/** Graphs that are not whole cannot say what never happens; nor is everybody asked. */
function refuseExamination(name: string, engine: EngineName, { examine, reduce }: CheckOptions): void {
  if (engine === 'reference' || engine === 'walk' || reduce)
    throw new TypeError(
      `${name}: deadlocks, livelocks and coverage are looked for in whole graphs, by the engines explicit and symbolic`,
    );
  if (engine === 'symbolic' && examine?.livelocks)
    throw new TypeError(`${name}: livelocks are looked for by the engine explicit`);
}

type Search = Generator<Progress, Exploration, boolean>;

function searchOf(
  network: Network,
  model: Model<unknown> | undefined,
  engine: EngineName,
  options: CheckOptions,
): Search {
  const { reduce } = options;
  if (reduce && engine !== 'explicit')
    throw new TypeError(`${network.name}: reductions are for the explicit engine, not for ${engine}`);
  if (reduce && (options.workers ?? 1) > 1)
    throw new TypeError(`${network.name}: with reductions one worker searches, not ${options.workers}`);
  if (reduce) return reduced(network, { ...options, reduce });
  if (engine === 'walk') return walk(network, options);
  if (engine === 'symbolic') return symbolic(network, options);
  if (engine !== 'reference')
    throw new TypeError(`there is no engine ${engine} (there are ${engineNames.join(', ')})`);
  if (!model)
    throw new TypeError(`${network.name}: the reference engine needs the machines, not only their tables`);
  return reference(model, options);
}
