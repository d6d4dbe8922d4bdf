import { cpus } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { pageOf, type ReportData } from '../explorer/index.ts';
import { svgMachine } from '../exporters/index.ts';
import { type Checked, checked } from './checked.ts';
import type { AddCommand, Cli } from './command.ts';
import { designData } from './designData.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { interruptible } from './interruptible.ts';
import { leftOut } from './leftOut.ts';
import { pickProposal } from './pickProposal.ts';
import { progressLine } from './progressLine.ts';
import { writeInto } from './writeInto.ts';

/** `report`: the whole catalogue, or some of it, checked and written as one page to read. */
export const addReport: AddCommand = (program, cli) => {
  const [first] = cli.catalogue.proposals;
  program
    .command('report')
    .description('check proposals and write one HTML page: matrix, counterexamples, diagrams')
    .argument('[proposal...]', 'all by default')
    .option('-o, --output <path>', 'folder or .html file to write', 'report.html')
    .addHelpText(
      'after',
      `
The page needs nothing but a browser: no network, no other file.
Exit codes: 0 written and every state was looked at, 2 usage, 3 written, but something is unknown.

Examples:
  $ coco-dma report
  $ coco-dma report ${first?.system.name ?? 'proposal'} -o pages`,
    )
    .action(async (names: readonly string[], { output }: { readonly output: string }) => {
      const { catalogue, io } = cli;
      const chosen =
        names.length === 0 ? catalogue.proposals : names.map((name) => pickProposal(catalogue, name));
      const results: Checked[] = [];
      await interruptible(io, async (signal) => {
        for (const proposal of chosen) {
          const line = progressLine(io, proposal.system.name);
          const options = { engine: 'auto', signal, onProgress: line.show } as const;
          results.push(await checked(proposal, options).finally(line.end));
        }
      });
      const page = pageOf(
        'report',
        'coco-dma: what holds of which design',
        await reportData(cli, results, program.version() ?? ''),
      );
      const isFile = extname(output) === '.html';
      const file = { name: isFile ? basename(output) : 'report.html', text: page };
      writeInto(isFile ? dirname(output) : join(output), [file], cli.io.out);
      cli.exit(codeOf(results));
    });
};

const codeOf = (results: readonly Checked[]): ExitCode =>
  results.every(({ claims }) => claims.every(({ verdict }) => verdict !== 'unknown'))
    ? exitCode.asStated
    : exitCode.unknown;

async function reportData(
  { catalogue }: Cli,
  results: readonly Checked[],
  version: string,
): Promise<ReportData> {
  const { systems, invariants, machines, alphabet } = catalogue;
  const told = new Set(results.flatMap(({ claims }) => claims.map(({ claim }) => claim)));
  const used = new Set(results.flatMap(({ proposal }) => Object.keys(proposal.system.families)));
  return {
    version,
    machine: `Node.js ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`,
    systems,
    claims: invariants
      .filter(({ name }) => told.has(name))
      .map(({ name, summary, source }) => ({ name, summary, source })),
    events: Object.fromEntries(Object.entries(alphabet).map(([type, { summary }]) => [type, summary])),
    designs: results.map(designData),
    machines: await Promise.all(
      Object.entries(machines)
        .filter(([name]) => used.has(name))
        .map(async ([name, machine]) => ({ name, svg: await svgMachine(machine), leftOut: leftOut(name) })),
    ),
  };
}
