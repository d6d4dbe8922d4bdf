import { Option } from 'commander';
import type { Checked } from './checked.ts';
import { checkOutput, type OutputFlags } from './checkOutput.ts';
import { checkPlan, engines, type SearchFlags } from './checkPlan.ts';
import { codeOf } from './codeOf.ts';
import type { AddCommand, Cli } from './command.ts';
import { addExamineOptions } from './examineOption.ts';
import type { ExitCode } from './exitCode.ts';
import { foretell } from './foretell.ts';
import { interruptible } from './interruptible.ts';
import { countOption, sizeOption } from './numbers.ts';
import { reduceOption } from './reduceOption.ts';
import { watch } from './watch.ts';
import { namesOption } from './without.ts';

interface CheckFlags extends SearchFlags, OutputFlags {
  readonly forecast?: boolean;
  readonly watch?: boolean;
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
      new Option(
        '--watch',
        'stay, check again what a saved file touches, and print which verdicts changed (model files; in a checkout also the sources of the catalogue)',
      ).conflicts(['junit', 'sarif', 'github', 'forecast', 'checkpoint', 'resume']),
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
  $ coco-dma check ./my-model.ts --watch
  $ coco-dma check --sarif > coco-dma.sarif`,
    )
    .action(async (names: string[], flags: CheckFlags) => cli.exit(await run(cli, names, flags)));
};

async function run(
  cli: Cli,
  names: readonly string[],
  { forecast, watch: keepsWatch, ...flags }: CheckFlags,
): Promise<ExitCode> {
  if (keepsWatch) return watch(cli, names, flags);
  const plan = checkPlan(cli, names, flags);
  if (forecast) return foretell(cli, plan.chosen, flags.size ?? {}, flags.json ?? false);
  const results: Checked[] = [];
  await interruptible(cli.io, async (signal) => {
    for (const proposal of plan.chosen) results.push(await plan.check(proposal, signal));
  });
  await checkOutput(cli, results, plan.limits, flags);
  return codeOf(results);
}
