import { conformSwiotlbFile, conformTdispFile, TraceError } from '../conformance/index.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { runConformVirtio } from './conformVirtio.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { type Paint, paintFor } from './paint.ts';
import { pick } from './pick.ts';
import { toldSwiotlb } from './toldSwiotlb.ts';
import { toldTdisp } from './toldTdisp.ts';
import { UsageError } from './usageError.ts';

/** A file compared: its report, and the same in words. */
interface Compared {
  readonly report: { readonly deviate: number };
  readonly text: string;
}

/** How a file of each kind is compared. */
const kinds: Readonly<Record<string, (path: string, paint: Paint) => Promise<Compared>>> = {
  async swiotlb(path, paint) {
    const report = await conformSwiotlbFile(path);
    return { report, text: toldSwiotlb(report, paint) };
  },
  async tdisp(path, paint) {
    const report = await conformTdispFile(path);
    return { report, text: toldTdisp(report, paint) };
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
      'recordings (.jsonl, .jsonl.gz, - for standard input) or test specifications (.json); scenarios for virtio',
    )
    .option('--json', 'print data instead of tables')
    .addHelpText(
      'after',
      `
Kinds:
  swiotlb  what Linux's own swiotlb did, done again by the runtime: addresses, slots, counts, hashes of bytes
  tdisp    exchanges of other TDISP implementations, and test specifications for them, against the TDI machine
  virtio   what QEMU's devices do in 27 set-ups, beside what ours do; without QEMU nothing is compared (exit code 3)

Exit codes: 0 every step agrees, 1 some step deviates, 2 usage or a file that cannot be read.

Examples:
  $ coco-dma conform swiotlb test/golden/swiotlb/*.jsonl.gz
  $ coco-dma conform tdisp --json recording.jsonl.gz
  $ coco-dma conform virtio
  $ coco-dma conform virtio E10 E23`,
    )
    .action(async (kind: string, paths: string[], { json }: { readonly json?: boolean }) =>
      cli.exit(await run(cli, kind, paths, json === true)),
    );
};

async function run(cli: Cli, kind: string, paths: readonly string[], json: boolean): Promise<ExitCode> {
  if (kind === 'virtio') return runConformVirtio(cli, paths, json);
  const { io } = cli;
  const compare = pick('kind of trace', kind, kinds);
  if (paths.length === 0) throw new UsageError(`conform ${kind}: give the files to compare`);
  const files: Compared[] = [];
  for (const path of paths)
    files.push(await compare(path, paintFor(io)).catch((error) => refuse(path, error)));
  if (json) printJson(io, { schema: 1, files: files.map(({ report }) => report) });
  else io.out(files.map(({ text }) => text).join(kind === 'tdisp' ? '\n' : ''));
  return files.every(({ report }) => report.deviate === 0) ? exitCode.asStated : exitCode.notMet;
}

/** What is wrong with a file is the caller's to mend; anything else is ours. */
function refuse(path: string, error: unknown): never {
  if (error instanceof TraceError) throw new UsageError(error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') throw new UsageError(`${path}: there is no such file`);
  if (code === 'EISDIR' || code === 'EACCES') throw new UsageError(`${path}: cannot be read (${code})`);
  throw error;
}
