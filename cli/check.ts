import { Option } from 'commander';
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
import { type Checked, checked } from './checked.ts';
import { checkOutput, type OutputFlags } from './checkOutput.ts';
import type { AddCommand, Cli } from './command.ts';
import { addExamineOptions, type ExamineFlags, examineFor } from './examineOption.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { forecastText } from './forecastText.ts';
import { foretell } from './foretell.ts';
import { interruptible } from './interruptible.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { countOption, sizeOption } from './numbers.ts';
import { byName, pick } from './pick.ts';
import { pickProposal } from './pickProposal.ts';
import { progressLine } from './progressLine.ts';
import { reduceFor, reduceOption } from './reduceOption.ts';
import { UsageError } from './usageError.ts';
import { keeping, namesOption, pickRules, without } from './without.ts';

const engines: readonly (EngineName | 'auto')[] = ['auto', ...engineNames];

interface CheckFlags extends OutputFlags, ExamineFlags {
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
  readonly forecast?: boolean;
  readonly checkpoint?: string;
  readonly resume?: string;
  readonly seed?: number;
}

/** `check`: explores proposals and compares every verdict with what they state. */
export const addCheck: AddCommand = (program, cli) => {
  const command = program
    .command('check')
    .description('explore every reachable state and compare each verdict with what the proposal states')
    .argument('[proposal...]', 'proposals to check; all of them by default')
    .option('--invariant <name...>', 'only these invariants')
    .option(
      '--without <rules>',
      'leave these protective rules out, as in a,b (see: coco-dma list rules); nothing is compared then',
      namesOption,
    )
    .option(
      '--engine <engine>',
      `one of ${engines.join(', ')}; auto: explicit, and symbolic where there are too many states`,
      'auto',
    )
    .option(
      '--host <host>',
      'hostile: with the moves that each proposal does not stop; honest: without any of them',
      'hostile',
    )
    .option(
      '--size <sizes>',
      "sizes of index sets other than the proposals' own, as in page=2,slot=2",
      sizeOption,
    )
    .option(
      '--max-states <n>',
      'stop after so many states; verdicts not reached by then are unknown',
      countOption('--max-states'),
    )
    .option(
      '--workers <n>',
      'threads that search together where there is much to search (engine explicit)',
      countOption('--workers'),
    )
    .option(
      '--max-memory <MiB>',
      'stop when the search needs more memory; verdicts not reached by then are unknown',
      countOption('--max-memory'),
    )
    .option(
      '--max-nodes <n>',
      'stop when the diagrams have more nodes at one time (engine symbolic)',
      countOption('--max-nodes'),
    )
    .option(
      '--checkpoint <file>',
      'write the search to a file every ten minutes and when it is stopped (one proposal)',
    )
    .option(
      '--resume <file>',
      'go on with the search in such a file (the same proposal, sizes and invariants)',
    )
    .option(
      '--order <families>',
      'families from the top of the diagrams down, as in slot,page (engine symbolic)',
      (text: string) => [...new Set(text.split(',').map((name) => name.trim()))],
    )
    .option(
      '--reduce <reductions>',
      'leave out what changes no verdict: symmetry (of all index sets, or as in symmetry=slot+mapping), partial-order',
      reduceOption,
    )
    .option(
      '--audit',
      'repeat the run without its acceleration: wholly in the small world of each proposal, here along sampled steps',
    )
    .addOption(
      new Option('--forecast', 'do not search: say from smaller worlds how large these will be').conflicts([
        'junit',
        'sarif',
        'github',
      ]),
    );
  addExamineOptions(command)
    .option('--seed <n>', 'seed of the random walks (engine walk)', countOption('--seed'))
    .addOption(new Option('--json', 'print data instead of tables').conflicts(['junit', 'sarif', 'github']))
    .addOption(new Option('--junit', 'print JUnit XML, for CI servers').conflicts(['sarif', 'github']))
    .addOption(new Option('--sarif', 'print a SARIF 2.1.0 log, for code scanning').conflicts('github'))
    .option('--github', 'print tables, and annotations of what is not as stated for GitHub Actions')
    .addHelpText(
      'after',
      `
Exit codes: 0 all claims as stated, 1 a claim not met, 2 usage, 3 something unknown.

Examples:
  $ coco-dma check
  $ coco-dma check ${cli.catalogue.proposals[0]?.system.name ?? 'name'} --size page=2 --json
  $ coco-dma check ${cli.catalogue.proposals[0]?.system.name ?? 'name'} --host honest
  $ coco-dma check --workers 2
  $ coco-dma check privatePool --without matchPoolToDevice
  $ coco-dma check ${cli.catalogue.proposals[0]?.system.name ?? 'name'} --size page=3 --checkpoint search.bin
  $ coco-dma check --engine walk --seed 7
  $ coco-dma check --deadlocks --coverage
  $ coco-dma check --sarif > coco-dma.sarif`,
    )
    .action(async (names: string[], flags: CheckFlags) => cli.exit(await run(cli, names, flags)));
};

async function run(cli: Cli, names: readonly string[], flags: CheckFlags): Promise<ExitCode> {
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
  if (flags.forecast) return foretell(cli, chosen, size, flags.json ?? false);
  const warn = (name: string) => (foreseen: Forecast) => {
    if (foreseen.bytes > (limits.maxBytes ?? MAX_BYTES_DEFAULT))
      io.err(`coco-dma: this will not fit: ${forecastText(name, foreseen)}\n`);
  };
  const results: Checked[] = [];
  await interruptible(io, async (signal) => {
    for (const proposal of chosen) {
      const line = progressLine(io, proposal.system.name);
      results.push(
        await checked(proposal, {
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
        }).finally(line.end),
      );
    }
  });

  checkOutput(cli, results, limits, flags);
  return codeOf(results);
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

function codeOf(results: readonly Checked[]): ExitCode {
  const standings = results.flatMap(({ claims }) => claims.map(({ standing }) => standing));
  const wrong = standings.some((standing) => standing === 'contradicted' || standing === 'unstated');
  const astray = results.some(({ audit }) => (audit?.differences.length ?? 0) > 0);
  const stuck = results.some(({ report }) => report.livelock?.found || (report.deadlocks?.states ?? 0) > 0);
  if (wrong || astray || stuck || results.some(({ pinned }) => pinned?.asStated === false))
    return exitCode.notMet;
  const complete = results.every(({ report }) => report.complete && report.livelock?.because === undefined);
  return complete && !standings.includes('unknown') ? exitCode.asStated : exitCode.unknown;
}
