import { Option } from 'commander';
import { replay } from '../composition/index.ts';
import { itfTrace } from '../exporters/index.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { type Counterexample, counterexample } from './counterexample.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { countOption, grouped, sizeOption } from './numbers.ts';
import { bytesJson, bytesText, onBytes } from './onBytes.ts';
import { paintFor } from './paint.ts';
import { type Stopped, stoppedBy } from './stoppedBy.ts';
import { told } from './told.ts';
import { diffText, traceDiff } from './traceDiff.ts';
import { namesOption, pickRules } from './without.ts';

interface TraceFlags {
  readonly size?: Readonly<Record<string, number>>;
  readonly maxStates?: number;
  readonly without?: readonly string[];
  readonly json?: boolean;
  readonly itf?: boolean;
  readonly onBytes?: boolean;
  readonly diff?: string;
}

/** `trace`: the shortest counterexample, step by step. */
export const addTrace: AddCommand = (program, cli) => {
  const [first] = cli.catalogue.proposals;
  program
    .command('trace')
    .description('tell the shortest way in which a proposal violates an invariant')
    .argument('<proposal>')
    .argument('<invariant>')
    .option(
      '--size <sizes>',
      "sizes of index sets other than the proposal's own, as in page=2,slot=2",
      sizeOption,
    )
    .option(
      '--without <rules>',
      'leave these protective rules out, as in a,b (see: coco-dma list rules)',
      namesOption,
    )
    .option('--max-states <n>', 'stop after so many states', countOption('--max-states'))
    .option('--on-bytes', 'execute it on real memory, and show what the host reads')
    .option('--diff <proposal>', 'compare it with the one of another proposal, step by step')
    .option('--json', 'print data instead of text')
    .addOption(
      new Option('--itf', 'print the trace format of Apalache and Quint').conflicts([
        'json',
        'onBytes',
        'diff',
      ]),
    )
    .addHelpText(
      'after',
      `
Exit codes: 0 the verdict is known, whatever it is, 2 usage, 3 it is unknown.

Examples:
  $ coco-dma trace ${first?.system.name ?? 'proposal'} ${first?.system.claims[0]?.name ?? 'invariant'}
  $ coco-dma trace privateAccepted noPrivateByteInSharedPool --on-bytes
  $ coco-dma trace privateAccepted noPrivateByteInSharedPool --diff notBounceBit`,
    )
    .action(async (proposal: string, invariant: string, flags: TraceFlags) => {
      const { size, maxStates, without = [] } = flags;
      const options = {
        without,
        ...(size ? { size } : {}),
        ...(maxStates === undefined ? {} : { maxStates }),
      };
      const run = await counterexample(cli, proposal, invariant, options);
      if (flags.diff !== undefined) {
        const other = await counterexample(cli, flags.diff, invariant, options);
        const lines = traceDiff(run, other);
        if (flags.json) printJson(cli.io, { schema: 1, invariant, proposals: [proposal, flags.diff], lines });
        else cli.io.out(diffText(lines, run, other, paintFor(cli.io)));
        return;
      }
      if (flags.itf) {
        printItf(cli, run);
        return;
      }
      const { whole, found } = run;
      const lasso = found.verdict === 'violated' ? [...(found.trace ?? []), ...(found.loop ?? [])] : [];
      const stopped = stoppedBy(
        whole.system,
        pickRules(cli.catalogue, without),
        lasso,
        size ?? {},
        cli.catalogue.rules,
      );
      const bytes = flags.onBytes ? onBytes(run) : undefined;
      if (flags.json)
        printJson(cli.io, {
          ...json(run, without),
          ...(stopped.length > 0 ? { stoppedBy: stopped } : {}),
          ...(bytes ? { onBytes: bytesJson(bytes) } : {}),
        });
      else cli.io.out(text(cli, run, stopped, flags) + (flags.onBytes ? `\n${bytesText(bytes)}` : ''));
      cli.exit(codeOf(run));
    });
};

const codeOf = ({ found }: Counterexample): ExitCode =>
  found.verdict === 'unknown' ? exitCode.unknown : exitCode.asStated;

function printItf({ io, exit }: Cli, run: Counterexample): void {
  const { composition, claim, found } = run;
  if (found.trace) printJson(io, itfTrace(composition.world, found.trace, found.loop));
  else io.err(`coco-dma: there is no trace, the verdict of ${claim.name} is ${found.verdict}\n`);
  exit(codeOf(run));
}

function json({ proposal, claim, composition, found }: Counterexample, without: readonly string[]): object {
  const { name: invariant, summary, source } = claim;
  const { steps } = replay(composition.world, [...(found.trace ?? []), ...(found.loop ?? [])]);
  return {
    schema: 1,
    proposal: proposal.system.name,
    ...(without.length > 0 ? { without } : {}),
    invariant,
    summary,
    source,
    verdict: found.verdict,
    ...(found.trace ? { steps: found.trace.length, trace: steps.slice(0, found.trace.length) } : {}),
    ...(found.loop ? { loop: steps.slice(found.trace?.length ?? 0) } : {}),
    ...(found.because === undefined ? {} : { because: found.because }),
  };
}

/** How a violation ends; nothing less leads to it. */
function violatedAfter(steps: number, loop: readonly unknown[] | undefined): string {
  if (!loop) return ` in ${steps} steps, and in no fewer`;
  const after = `: after ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  return loop.length === 0
    ? `${after} nothing can happen any more`
    : `${after} the same ${loop.length} can be repeated for ever`;
}

const stopText = (stopped: readonly Stopped[]): string =>
  stopped
    .map(
      ({ rule, summary, step, part }) =>
        `\nWith the rule ${rule}, ${part} would refuse step ${step}: ${summary}.\n`,
    )
    .join('');

function text(
  { io, catalogue }: Cli,
  run: Counterexample,
  stopped: readonly Stopped[],
  { size = {}, without = [], onBytes: executed = false }: TraceFlags,
): string {
  const { proposal, claim, composition, report, found } = run;
  const paint = paintFor(io);
  const { name } = proposal.system;
  const sizes = Object.entries(size).map(([set, count]) => `${set}=${count}`);
  const options = [
    ...(sizes.length > 0 ? [` --size ${sizes.join(',')}`] : []),
    ...(without.length > 0 ? [` --without ${without.join(',')}`] : []),
    ...(executed ? [' --on-bytes'] : []),
  ];
  const again = `coco-dma trace ${catalogue.files?.[name] ?? name} ${claim.name}${options.join('')}`;
  const verdicts = {
    holds: found.trace
      ? `holds for ${name}: ${found.trace.length} steps lead to it, and no fewer do`
      : `holds for ${name}, in all its ${grouped(report.states)} reachable states`,
    vacuous: `is vacuous for ${name}: it never applies in any of its ${grouped(report.states)} reachable states`,
    unknown: `is unknown for ${name}: ${found.because ?? `the search stopped after ${grouped(report.states)} states`}`,
    violated: `is violated by ${name}${found.trace ? violatedAfter(found.trace.length, found.loop) : ''}`,
  };
  const head = [
    paint(found.verdict, `${claim.name} ${verdicts[found.verdict]}.`),
    `  Claim:  ${claim.summary}`,
    `  Source: ${claim.source}`,
    `  Design: ${proposal.title}${without.length > 0 ? `, without ${without.join(' and ')}` : ''}`,
    '',
  ];
  if (!found.trace || found.trace.length + (found.loop?.length ?? 0) === 0)
    return head
      .slice(0, -1)
      .map((line) => `${line}\n`)
      .join('');
  const { trace, loop = [] } = found;
  const steps = told(
    composition.world,
    replay(composition.world, [...trace, ...loop]),
    paint,
    loop.length > 0 ? trace.length : undefined,
  );
  return `${head.join('\n')}\n${steps}${stopText(stopped)}\nAgain: npx ${again}\n`;
}
