import { conformTdispFile, type TdispFileReport, TraceError } from '../conformance/index.ts';
import { columns } from './columns.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { grouped } from './numbers.ts';
import { type Paint, paintFor } from './paint.ts';
import { pick } from './pick.ts';
import { UsageError } from './usageError.ts';

/** How each kind of trace is compared with the machines. */
const kinds = { tdisp: conformTdispFile } as const;

/** `conform`: traces of other implementations, compared with the machines. */
export const addConform: AddCommand = (program, cli) => {
  program
    .command('conform')
    .description('compare traces of other implementations with the machines')
    .argument('<kind>', `what the files are: ${Object.keys(kinds).join(', ')}`)
    .argument('<file...>', 'recordings (.jsonl, .jsonl.gz) or test specifications (.json)')
    .option('--json', 'print data instead of tables')
    .addHelpText(
      'after',
      `
Exit codes: 0 every step agrees, 1 some step deviates, 2 usage or a file that cannot be read.

Examples:
  $ coco-dma conform tdisp recording.jsonl.gz
  $ coco-dma conform tdisp --json recording.jsonl.gz`,
    )
    .action(async (kind: string, paths: string[], { json }: { readonly json?: boolean }) =>
      cli.exit(await run(cli, kind, paths, json === true)),
    );
};

async function run({ io }: Cli, kind: string, paths: readonly string[], json: boolean): Promise<ExitCode> {
  const conform = pick('kind of trace', kind, kinds);
  const files: TdispFileReport[] = [];
  for (const path of paths) files.push(await conform(path).catch((error) => refuse(path, error)));
  if (json) printJson(io, { schema: 1, files });
  else io.out(files.map((file) => text(file, paintFor(io))).join('\n'));
  return files.every(({ deviate }) => deviate === 0) ? exitCode.asStated : exitCode.notMet;
}

/** What is wrong with a file is the caller's to mend; anything else is ours. */
function refuse(path: string, error: unknown): never {
  if (error instanceof TraceError) throw new UsageError(error.message);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') throw new UsageError(`${path}: there is no such file`);
  if (code === 'EISDIR' || code === 'EACCES') throw new UsageError(`${path}: cannot be read (${code})`);
  throw error;
}

function text(
  { file, steps, agree, deviate, cells, agreeing, cases }: TdispFileReport,
  paint: Paint,
): string {
  const verdict = paint(deviate === 0 ? 'holds' : 'violated', `${grouped(deviate)} deviate`);
  const lines = [`${paint('strong', file)}: ${grouped(steps)} steps, ${grouped(agree)} agree, ${verdict}`];
  if (cells.length > 0) {
    const rows = cells.map(({ count, from, req, expected, observed }) => [
      grouped(count),
      from,
      req,
      expected,
      observed,
    ]);
    lines.push(
      '',
      'Deviating cells:',
      ...indented([['times', 'state', 'request', 'expected', 'observed'], ...rows]),
    );
  }
  if (agreeing.length > 0) {
    const rows = agreeing.map(({ count, from, req }) => [grouped(count), from, req]);
    lines.push('', 'Agreeing cells:', ...indented([['times', 'state', 'request'], ...rows]));
  }
  if (cases) {
    const { total, judged, notJudged, assertions } = cases;
    lines.push(
      '',
      `Cases: ${judged} of ${total} judged; assertions: ${assertions.judged} of ${assertions.total} judged, ${assertions.aboutBytes} are about bytes`,
      ...indented(notJudged.map((one) => [one.case, one.reason])),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

const indented = (rows: readonly (readonly string[])[]): string[] =>
  columns(rows, [/^\d/.test(rows[1]?.[0] ?? '')]).map((line) => `  ${line}`);
