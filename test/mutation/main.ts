import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { nearest } from '../../composition/index.ts';
import { machines } from '../../machines/index.ts';
import { disagreement, readSurvivors } from './justified.ts';
import type { Outcome } from './outcome.ts';
import { countsOf, resultOf, saveResult } from './results.ts';
import { run } from './run.ts';
import { scoreText } from './scoreText.ts';
import type { MachineName } from './subject.ts';

interface Flags {
  readonly mutant: string;
  readonly all?: true;
  readonly json?: true;
  readonly save?: true;
  readonly workers: string;
}

/** The sources, as seen from where the build puts this file. */
const here = join(import.meta.dirname, '../../../test/mutation');
const names = Object.keys(machines) as MachineName[];
const order: readonly string[] = names;

new Command('npm run test:mutate --')
  .description('change each machine in one place at a time, and ask who notices')
  .argument('[machine...]', 'machines to change; all by default')
  .option('--mutant <text>', 'only mutants whose name contains this', '')
  .option('--all', 'go on after the first claim that notices a mutant, and name them all')
  .option('--workers <n>', 'processes', String(availableParallelism()))
  .option('--save', 'write what was found of each whole machine to test/mutation/results.json')
  .option('--json', 'print data instead of tables')
  .addHelpText(
    'after',
    `
Exit codes: 0 every survivor is justified in test/mutation/survivors.json, 1 one is not or an entry is out of date,
2 usage, 3 interrupted.

Examples:
  $ npm run test:mutate
  $ npm run test:mutate -- page slot --all
  $ npm run test:mutate -- page --mutant private.SHARE --json
  $ npm run test:mutate -- page --save && npm run docs`,
  )
  .configureOutput({ outputError: (text, write) => write(text) })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (chosen: string[], flags: Flags) => {
    process.exitCode = await mutate(chosen, flags);
  })
  .parse();

async function mutate(chosen: readonly string[], flags: Flags): Promise<number> {
  const unknown = chosen.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) return usage(`there is no machine ${unknown}${nearest(unknown, names)}`);
  const workers = Number(flags.workers);
  if (!Number.isInteger(workers) || workers < 1)
    return usage(`--workers ${flags.workers}: give a number of processes`);
  if (flags.save && (flags.mutant !== '' || flags.all))
    return usage('--save is for whole machines, judged as usual: not with --mutant or --all');

  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const outcomes: Outcome[] = [];
  const whole: string[] = [];
  const visible = process.stderr.isTTY && !flags.json;
  await run({
    machines: names.filter((name) => chosen.length === 0 || chosen.includes(name)),
    mutant: flags.mutant,
    all: flags.all ?? false,
    workers,
    signal: stop.signal,
    onOutcome(outcome) {
      outcomes.push(outcome);
      if (visible)
        process.stderr.write(`\r\u001b[K${outcomes.length} mutants judged, last one of ${outcome.machine}`);
    },
    onMachine(machine, of) {
      whole.push(machine);
      if (flags.save)
        saveResult(
          join(here, 'results.json'),
          names,
          machine,
          resultOf(of, new Date().toISOString().slice(0, 10)),
        );
    },
  });
  if (visible) process.stderr.write('\r\u001b[K');

  const place = ({ machine }: Outcome) => order.indexOf(machine);
  outcomes.sort((a, b) => place(a) - place(b));
  const interrupted = stop.signal.aborted;
  const judged = flags.mutant === '' ? whole : [];
  const { unjustified, stale } = disagreement(readSurvivors(join(here, 'survivors.json')), outcomes, judged);
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify({ schema: 1, interrupted, outcomes, unjustified, stale }, null, 1)}\n`,
    );
  } else {
    const counted = names.flatMap((name): [string, ReturnType<typeof countsOf>][] => {
      const of = outcomes.filter(({ machine }) => machine === name);
      return of.length > 0 ? [[name, countsOf(of)]] : [];
    });
    process.stdout.write(`${scoreText(counted)}\n`);
    for (const { machine, mutant, verdict, noticed } of outcomes)
      if (flags.all || (verdict !== 'claims' && verdict !== 'equivalent'))
        process.stdout.write(`${machine} ${mutant}\n    ${[verdict, ...noticed].join(', ')}\n`);
    for (const { machine, mutant } of unjustified)
      process.stdout.write(`${machine} ${mutant} survives, and survivors.json does not say why it may\n`);
    for (const { machine, mutant } of stale)
      process.stdout.write(`${machine} ${mutant} does not survive; take it out of survivors.json\n`);
    if (interrupted) process.stdout.write('Interrupted: of the other mutants nothing is known.\n');
  }
  if (interrupted) return 3;
  return unjustified.length + stale.length > 0 ? 1 : 0;
}

function usage(problem: string): number {
  process.stderr.write(`test:mutate: ${problem}\n`);
  return 2;
}
