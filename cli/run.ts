import { Command, CommanderError } from 'commander';
import { addBench } from './bench.ts';
import { addBugs } from './bugs.ts';
import type { Catalogue } from './catalogue.ts';
import { addCheck } from './check.ts';
import type { Cli } from './command.ts';
import { addConform } from './conform.ts';
import { addDiagram } from './diagram.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { addExplore } from './explore.ts';
import { addExport } from './export.ts';
import { failure } from './failure.ts';
import { addInit } from './init.ts';
import type { Io } from './io.ts';
import { addLintRv } from './lintRv.ts';
import { addList } from './list.ts';
import { addMcp } from './mcp.ts';
import { addPaths } from './paths.ts';
import { addPolicy } from './policy.ts';
import { addReport } from './report.ts';
import { addRules } from './rules.ts';
import { addRun } from './runBlk.ts';
import { addRv } from './rv.ts';
import { addTrace } from './trace.ts';
import { UsageError } from './usageError.ts';
import { addView } from './view.ts';
import { addWhy } from './why.ts';
import { type Models, withModels } from './withModels.ts';

/**
 * Runs one command line. Never throws: whatever goes wrong is one sentence on stderr and an exit code.
 *
 * @param args without the program's name.
 */
export async function run(
  args: readonly string[],
  io: Io,
  catalogue: Catalogue,
  version: string,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.asStated;
  let models: Models;
  try {
    models = await withModels(args, catalogue);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`coco-dma: ${error.message}\n`);
    return exitCode.usage;
  }
  const cli: Cli = {
    catalogue: models.catalogue,
    io,
    version,
    run: (others, elsewhere) => run(others, elsewhere, catalogue, version),
    exit(wanted) {
      code = wanted;
    },
  };
  const program = new Command('coco-dma')
    .description("Decides whether a confidential VM's device DMA design leaks.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(text.replace(/^error/, 'coco-dma')),
    })
    .addHelpText('after', '\nExamples:\n  $ coco-dma check\n  $ coco-dma list\n  $ coco-dma help check');
  for (const add of [
    addCheck,
    addList,
    addTrace,
    addBugs,
    addRules,
    addPolicy,
    addDiagram,
    addView,
    addWhy,
    addPaths,
    addReport,
    addExplore,
    addConform,
    addRun,
    addExport,
    addRv,
    addLintRv,
    addBench,
    addInit,
    addMcp,
  ])
    add(program, cli);
  try {
    await program.parseAsync(models.args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.asStated : exitCode.usage;
    const { message, code: failed } = failure(error);
    io.err(`coco-dma: ${message}\n`);
    return failed;
  }
}
