import { Command, CommanderError } from 'commander';
import type { Catalogue } from './catalogue.ts';
import type { AddCommand, Cli } from './command.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { failure } from './failure.ts';
import type { Io } from './io.ts';
import { UsageError } from './usageError.ts';
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
  for (const add of await named(models.args[0])) add(program, cli);
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

/** The commands in the order of the help; what one of them needs is not loaded for another. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  check: async () => (await import('./check.ts')).addCheck,
  list: async () => (await import('./list.ts')).addList,
  trace: async () => (await import('./trace.ts')).addTrace,
  bugs: async () => (await import('./bugs.ts')).addBugs,
  rules: async () => (await import('./rules.ts')).addRules,
  policy: async () => (await import('./policy.ts')).addPolicy,
  diagram: async () => (await import('./diagram.ts')).addDiagram,
  view: async () => (await import('./view.ts')).addView,
  why: async () => (await import('./why.ts')).addWhy,
  paths: async () => (await import('./paths.ts')).addPaths,
  report: async () => (await import('./report.ts')).addReport,
  explore: async () => (await import('./explore.ts')).addExplore,
  conform: async () => (await import('./conform.ts')).addConform,
  run: async () => (await import('./runBlk.ts')).addRun,
  export: async () => (await import('./export.ts')).addExport,
  rv: async () => (await import('./rv.ts')).addRv,
  'lint-rv': async () => (await import('./lintRv.ts')).addLintRv,
  bench: async () => (await import('./bench.ts')).addBench,
  init: async () => (await import('./init.ts')).addInit,
  mcp: async () => (await import('./mcp.ts')).addMcp,
};

/** The command of this name; all of them if there is none, for the help or to say which name was meant. */
async function named(name = ''): Promise<AddCommand[]> {
  const found: AddCommand[] = [];
  for (const [known, load] of Object.entries(commands))
    if (known === name || !Object.hasOwn(commands, name)) found.push(await load());
  return found;
}
