import {
  type EngineName,
  engineNames,
  MAX_BYTES_DEFAULT,
  type ReductionOptions,
  WORKERS_MAX,
} from '../checker/index.ts';
import type { Forecast } from '../composition/index.ts';
import { type Host, hosts, type Proposal } from '../proposals/index.ts';
import type { Catalogue } from './catalogue.ts';
import { type Checked, type CheckedOptions, checked } from './checked.ts';
import type { Cli } from './command.ts';
import { type ExamineFlags, examineFor } from './examineOption.ts';
import { forecastText } from './forecastText.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { byName, pick } from './pick.ts';
import { pickProposal } from './pickProposal.ts';
import { progressLine } from './progressLine.ts';
import { reduceFor } from './reduceOption.ts';
import { UsageError } from './usageError.ts';
import { keeping, pickRules, without } from './without.ts';

/** Engines that can be asked for. */
export const engines: readonly (EngineName | 'auto')[] = ['auto', ...engineNames];

/** What a search is asked for on the command line. */
export interface SearchFlags extends ExamineFlags {
  readonly invariant?: readonly string[];
  readonly without?: readonly string[];
  readonly engine: string;
  readonly host: string;
  readonly order?: readonly string[];
  readonly size?: Readonly<Record<string, number>>;
  readonly maxStates?: number;
  readonly maxMemory?: number;
  readonly maxNodes?: number;
  readonly reduce?: ReductionOptions;
  readonly workers?: number;
  readonly audit?: boolean;
  readonly checkpoint?: string;
  readonly resume?: string;
  readonly seed?: number;
}

/** What to check, and how. */
export interface CheckPlan {
  readonly chosen: readonly Proposal[];
  readonly limits: Pick<CheckedOptions, 'maxStates' | 'maxBytes' | 'maxNodes'>;
  /** Checks one of them, with its progress on the terminal. */
  check(proposal: Proposal, signal: AbortSignal): Promise<Checked>;
}

/**
 * What a command line wants checked of a catalogue.
 *
 * @throws {UsageError} for names that there are not, and options that do not go together.
 */
export function checkPlan(cli: Cli, names: readonly string[], flags: SearchFlags): CheckPlan {
  const { catalogue, io } = cli;
  const {
    size = {},
    maxStates,
    maxMemory,
    maxNodes,
    order,
    reduce,
    seed,
    workers,
    checkpoint,
    resume,
  } = flags;
  const asked = pick(
    'engine',
    flags.engine,
    byName(engines, (name) => name),
  );
  const host: Host = pick(
    'host',
    flags.host,
    byName(hosts, (name) => name),
  );
  const engine =
    asked === 'auto' && (reduce || checkpoint !== undefined || resume !== undefined) ? 'explicit' : asked;
  if (seed !== undefined && engine !== 'walk')
    throw new UsageError('--seed is for --engine walk; the other engines take no chances');
  if (workers !== undefined && engine !== 'explicit' && engine !== 'auto')
    throw new UsageError('--workers is for --engine explicit; the other engines search in one thread');
  if ((workers ?? 1) > WORKERS_MAX) throw new UsageError(`--workers ${workers}: give at most ${WORKERS_MAX}`);
  if (maxNodes !== undefined && engine !== 'symbolic' && engine !== 'auto')
    throw new UsageError('--max-nodes is for --engine symbolic; the other engines have no diagrams');
  if (order && engine !== 'symbolic')
    throw new UsageError('--order is for --engine symbolic; the other engines have no diagrams');
  const leftOut = pickRules(catalogue, flags.without ?? []);
  const chosen = keeping(catalogue, choose(catalogue, names, flags.invariant), leftOut, names.length > 0).map(
    (proposal) => without(proposal, leftOut),
  );
  if (reduce && engine !== 'explicit')
    throw new UsageError('--reduce is for --engine explicit; the other engines have no use for it');
  if (reduce && (workers ?? 1) > 1)
    throw new UsageError('--workers and --reduce do not go together; with reductions one worker searches');
  if (flags.audit && (engine === 'reference' || engine === 'walk'))
    throw new UsageError(`--audit is for accelerated engines, and ${engine} is none`);
  if (checkpoint !== undefined || resume !== undefined) {
    if (engine !== 'explicit' || reduce)
      throw new UsageError('--checkpoint and --resume are for --engine explicit without --reduce');
    if (chosen.length !== 1)
      throw new UsageError(`--checkpoint and --resume are for one proposal; these are ${chosen.length}`);
  }
  const examine = examineFor(flags, { engine, reduced: reduce !== undefined, alphabet: catalogue.alphabet });
  refuseUnknownSets(chosen, '--size', Object.keys(size));
  if (Array.isArray(reduce?.symmetry)) refuseUnknownSets(chosen, '--reduce', reduce.symmetry);
  for (const name of order ?? [])
    pick(
      'family',
      name,
      byName([...new Set(chosen.flatMap(familiesOf))], (family) => family),
    );

  const limits = {
    ...(maxStates === undefined ? {} : { maxStates }),
    ...(maxMemory === undefined ? {} : { maxBytes: maxMemory * 2 ** 20 }),
    ...(maxNodes === undefined ? {} : { maxNodes }),
  };
  const warn = (name: string) => (foreseen: Forecast) => {
    if (foreseen.bytes > (limits.maxBytes ?? MAX_BYTES_DEFAULT))
      io.err(`coco-dma: this will not fit: ${forecastText(name, foreseen)}\n`);
  };
  return {
    chosen,
    limits,
    check(proposal, signal) {
      const line = progressLine(io, proposal.system.name);
      return checked(proposal, {
        engine,
        host,
        size,
        signal,
        onProgress: line.show,
        ...(flags.invariant ? { only: flags.invariant } : {}),
        ...(leftOut.length > 0 ? { without: leftOut.map(({ name }) => name) } : {}),
        ...(workers === undefined ? {} : { workers }),
        ...limits,
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(resume === undefined ? {} : { resume }),
        ...(order ? { order: order.filter((name) => familiesOf(proposal).includes(name)) } : {}),
        ...(reduce ? { reduce: reduceFor(proposal, reduce) } : {}),
        ...(flags.audit ? { audit: true } : {}),
        ...(engine === 'explicit' ? { onForecast: warn(proposal.system.name) } : {}),
        ...(seed === undefined ? {} : { seed }),
        ...(examine ? { examine } : {}),
      }).finally(line.end);
    },
  };
}

const familiesOf = ({ system }: Proposal): string[] => Object.keys(system.families);

/** Proposals by name, and of these only those that make one of the wanted claims. */
function choose(catalogue: Catalogue, names: readonly string[], only?: readonly string[]): Proposal[] {
  const named =
    names.length === 0
      ? [...catalogue.proposals]
      : [...new Set(names)].map((name) => pickProposal(catalogue, name));
  for (const name of only ?? [])
    pick(
      'invariant',
      name,
      byName(catalogue.invariants, (claim) => claim.name),
    );
  if (!only) return named;
  const concerned = named.filter(({ system }) => system.claims.some(({ name }) => only.includes(name)));
  if (concerned.length === 0)
    throw new UsageError(
      `${only.join(' and ')} is about something that ${names.length > 0 ? names.join(' and ') : 'no proposal'} does not have`,
    );
  return concerned;
}
