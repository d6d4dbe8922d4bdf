import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { bench, rowNames, type World } from '../bench/index.ts';
import { type BenchRun, benchJson, benchRunOf } from './benchJson.ts';
import { benchText } from './benchText.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { sizeOption } from './numbers.ts';
import { paintFor } from './paint.ts';
import { byName, pick } from './pick.ts';
import { UsageError } from './usageError.ts';

/** More pages or slots than this do not fit into what the peers pack a state into. */
const SIZE_MAX = 8;

interface BenchFlags {
  readonly size?: Readonly<Record<string, number>>;
  readonly quick?: boolean;
  readonly row?: readonly string[];
  readonly from?: string;
  readonly json?: boolean;
}

/** `bench`: our engines and other checkers on one model, in one run. */
export const addBench: AddCommand = (program, cli) => {
  program
    .command('bench')
    .description('measure our engines and the checkers installed here on the same model')
    .option('--size <sizes>', 'pages and slots of the model: pages=4,slots=4 by default', sizeOption)
    .option('--quick', 'a small model, to see that everything runs; its times say little')
    .option('--row <name...>', `only these rows, of: ${rowNames.join('; ')}`)
    .option('--from <file>', 'measure nothing: show a run that was recorded with --json')
    .option('--json', 'print data instead of tables')
    .addHelpText(
      'after',
      `
A row is printed only if its states and transitions are exactly those of the closed form. SPIN, rumur and the program
in C need spin, rumur and gcc; what is not installed is named.

Exit codes: 0 every row that could run counted right, 1 some did not, 2 usage, 3 interrupted.

Examples:
  $ coco-dma bench --quick
  $ coco-dma bench --row explicit 'SPIN DFS' --size pages=5,slots=4
  $ coco-dma bench --json > run.json && coco-dma bench --from run.json`,
    )
    .action(async (flags: BenchFlags) => cli.exit(await run(cli, flags)));
};

async function run({ io }: Cli, flags: BenchFlags): Promise<ExitCode> {
  const found = flags.from === undefined ? await measure(io, flags) : recorded(flags.from);
  if (flags.json) printJson(io, found);
  else io.out(benchText(found, paintFor(io)));
  if (found.leftOut.some(({ excused }) => !excused)) return exitCode.notMet;
  return found.interrupted ? exitCode.unknown : exitCode.asStated;
}

async function measure(io: Cli['io'], { size = {}, quick = false, row }: BenchFlags): Promise<BenchRun> {
  for (const name of row ?? [])
    pick(
      'row',
      name,
      byName(rowNames, (known) => known),
    );
  const stop = new AbortController();
  const resume = io.onInterrupt(() => stop.abort());
  const found = await bench({
    world: worldOf(size, quick ? { pages: 3, slots: 3 } : { pages: 4, slots: 4 }),
    smallWorld: quick ? { pages: 2, slots: 2 } : { pages: 3, slots: 3 },
    signal: stop.signal,
    onRow: (name, { pages, slots }) => {
      if (io.progress) io.err(`\r\u001b[K${name}, ${pages} x ${slots}`);
    },
    ...(row ? { only: row } : {}),
  });
  if (io.progress) io.err('\r\u001b[K');
  resume();
  const place = {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
  return benchJson(found, place, stop.signal.aborted);
}

function worldOf(size: Readonly<Record<string, number>>, { pages, slots }: World): World {
  for (const [name, count] of Object.entries(size)) {
    pick('size', name, { pages, slots });
    if (count > SIZE_MAX) throw new UsageError(`--size ${name}=${count}: the model has at most ${SIZE_MAX}`);
  }
  return { pages: size['pages'] ?? pages, slots: size['slots'] ?? slots };
}

function recorded(path: string): BenchRun {
  try {
    return benchRunOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new UsageError(`--from ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
