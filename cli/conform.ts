import { conformSwiotlbFile, conformTdispFile, type FtraceReport, TraceError } from '../conformance/index.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import type { Compared, ConformFlags } from './compared.ts';
import { compareFtrace } from './compareFtrace.ts';
import { runConformVirtio } from './conformVirtio.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { paintFor } from './paint.ts';
import { pick } from './pick.ts';
import { summedFtrace } from './summedFtrace.ts';
import { toldSwiotlb } from './toldSwiotlb.ts';
import { toldTdisp } from './toldTdisp.ts';
import { UsageError } from './usageError.ts';

/** How a file of each kind is compared. */
const kinds: Readonly<Record<string, (path: string, cli: Cli, flags: ConformFlags) => Promise<Compared>>> = {
  ftrace: compareFtrace,
  async swiotlb(path, { io }) {
    const report = await conformSwiotlbFile(path);
    return { report, deviate: report.deviate, text: toldSwiotlb(report, paintFor(io)) };
  },
  async tdisp(path, { io }) {
    const report = await conformTdispFile(path);
    return { report, deviate: report.deviate, text: toldTdisp(report, paintFor(io)) };
  },
};

/** `conform`: traces of other implementations, compared with the machines and the runtime. */
export const addConform: AddCommand = (program, cli) => {
  program
    .command('conform')
    .description('compare traces of other implementations with the machines and the runtime')
    .argument('<kind>', `what is compared: ${[...Object.keys(kinds), 'virtio'].join(', ')}`)
    .argument(
      '[file...]',
      'recordings, plain or .gz, - for standard input; or test specifications (.json); scenarios for virtio',
    )
    .option('--policy <proposal>', 'ftrace: also say what this design would have made of each mapping')
    .option('--private <device...>', 'ftrace: devices that are private, by name, as in 0000:00:01.0')
    .option('--json', 'print data instead of tables')
    .addHelpText(
      'after',
      `
Kinds:
  ftrace   dma and swiotlb events of a Linux kernel: each mapping against the mapping machine, and with probes on
           swiotlb each slot and each failure against the runtime's allocator (docs/tracing.md)
  swiotlb  what Linux's own swiotlb did, done again by the runtime: addresses, slots, counts, hashes of bytes
  tdisp    exchanges of other TDISP implementations, and test specifications for them, against the TDI machine
  virtio   what QEMU's devices do in 27 set-ups, beside what ours do; without QEMU nothing is compared (exit code 3)

Exit codes: 0 every step agrees, 1 some step deviates (or would leak), 2 usage or a file that cannot be read,
3 part of a trace could not be read.

Examples:
  $ coco-dma conform ftrace trace.txt.gz
  $ cat /sys/kernel/tracing/trace_pipe | coco-dma conform ftrace -
  $ coco-dma conform ftrace trace.txt.gz --policy privateAccepted --private 0000:00:01.0
  $ coco-dma conform swiotlb test/golden/swiotlb/*.jsonl.gz
  $ coco-dma conform tdisp --json recording.jsonl.gz
  $ coco-dma conform virtio
  $ coco-dma conform virtio E10 E23`,
    )
    .action(async (kind: string, paths: string[], flags: ConformFlags) =>
      cli.exit(await run(cli, kind, paths, flags)),
    );
};

async function run(cli: Cli, kind: string, paths: readonly string[], flags: ConformFlags): Promise<ExitCode> {
  if (kind !== 'ftrace' && (flags.policy ?? flags.private))
    throw new UsageError('--policy and --private are for ftrace');
  if (kind === 'virtio') return runConformVirtio(cli, paths, flags.json === true);
  const compare = pick('kind of trace', kind, kinds);
  if (paths.length === 0) throw new UsageError(`conform ${kind}: give the files to compare`);
  const files: Compared[] = [];
  for (const path of paths) files.push(await compare(path, cli, flags).catch((error) => refuse(path, error)));
  if (flags.json) printJson(cli.io, { schema: 1, files: files.map(({ report }) => report) });
  else {
    cli.io.out(files.map(({ text }) => text).join(kind === 'swiotlb' ? '' : '\n'));
    if (kind === 'ftrace') cli.io.out(summedFtrace(files.map(({ report }) => report as FtraceReport)));
  }
  if (files.some(({ deviate }) => deviate > 0)) return exitCode.notMet;
  return files.some(({ cut }) => cut) ? exitCode.unknown : exitCode.asStated;
}

/** What is wrong with a file is the caller's to mend; anything else is ours. */
function refuse(path: string, error: unknown): never {
  if (error instanceof TraceError) throw new UsageError(error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') throw new UsageError(`${path}: there is no such file`);
  if (code === 'EISDIR' || code === 'EACCES') throw new UsageError(`${path}: cannot be read (${code})`);
  throw error;
}
