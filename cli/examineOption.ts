import type { Command } from 'commander';
import type { EngineName, ExamineOptions } from '../checker/index.ts';
import type { Alphabet } from '../composition/index.ts';
import { byName, pick } from './pick.ts';
import { UsageError } from './usageError.ts';

/** What `check` is asked to look for beside the claims. */
export interface ExamineFlags {
  readonly deadlocks?: boolean;
  readonly livelocks?: readonly string[];
  readonly coverage?: boolean;
}

/** Who may stop at any time, whatever is promised of the others. */
const HOSTILE = 'host';

/** Adds the options to a command. */
export const addExamineOptions = (command: Command): Command =>
  command
    .option(
      '--deadlocks',
      'also look for states in which nothing can happen; final states of machines are none',
    )
    .option(
      '--livelocks <event...>',
      'also look for a run that from some point on takes none of these steps, though all but the host go on (engine explicit)',
    )
    .option(
      '--coverage',
      'also list the steps that never happen and the local states that are never reached',
    );

/**
 * What to look for; nothing if nobody asked.
 *
 * @throws {UsageError} for an event that there is not, and where the search cannot tell.
 */
export function examineFor(
  { deadlocks, livelocks, coverage }: ExamineFlags,
  search: {
    readonly engine: EngineName | 'auto';
    readonly reduced: boolean;
    readonly alphabet: Alphabet;
  },
): ExamineOptions | undefined {
  if (!deadlocks && !livelocks && !coverage) return undefined;
  const { engine, reduced, alphabet } = search;
  if (reduced || engine === 'reference' || engine === 'walk')
    throw new UsageError(
      '--deadlocks, --livelocks and --coverage are for --engine explicit or symbolic without --reduce',
    );
  if (livelocks && engine === 'symbolic')
    throw new UsageError('--livelocks is for --engine explicit; the symbolic one does not look at runs');
  const types = byName(Object.keys(alphabet), (type) => type);
  const movers = Object.values(alphabet).flatMap(({ by, values }) =>
    typeof by === 'string' ? [by] : (values?.[by.parameter] ?? []).map(String),
  );
  return {
    ...(deadlocks ? { deadlocks } : {}),
    ...(coverage ? { coverage } : {}),
    ...(livelocks
      ? {
          livelocks: {
            progress: livelocks.map((type) => pick('event', type, types)),
            fair: [...new Set(movers)].filter((mover) => mover !== HOSTILE),
          },
        }
      : {}),
  };
}
