import { type Bug, type Rediscovery, rediscover } from '../bugs/index.ts';
import { replay } from '../composition/index.ts';
import { columns } from './columns.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { type Paint, paintFor } from './paint.ts';
import { byName, pick } from './pick.ts';
import { progressLine } from './progressLine.ts';
import { told } from './told.ts';

/** `bugs`: real bugs, each looked for with its rule kept and with it left out. */
export const addBugs: AddCommand = (program, cli) => {
  program
    .command('bugs')
    .description('rediscover real bugs: found where their rule is left out, proved absent where it is kept')
    .argument('[key...]', 'bugs to tell step by step, as in A12; a table of all of them by default')
    .option('--json', 'print data instead of text')
    .addHelpText(
      'after',
      `
Exit codes: 0 all rediscovered, 1 one that was not, 2 usage.

Examples:
  $ coco-dma bugs
  $ coco-dma bugs A12 H8`,
    )
    .action(async (keys: string[], { json }: { readonly json?: boolean }) => {
      const known = byName(cli.catalogue.bugs, ({ key }) => key);
      const chosen = keys.length === 0 ? cli.catalogue.bugs : keys.map((key) => pick('bug', key, known));
      const results: Rediscovery[] = [];
      const line = progressLine(cli.io, 'bugs');
      for (const bug of chosen) {
        line.say(bug.key);
        results.push(await rediscover(bug));
      }
      line.end();
      if (json) printJson(cli.io, { schema: 1, bugs: results.map(asJson) });
      else
        cli.io.out(keys.length === 0 ? table(cli, results) : results.map(story(paintFor(cli.io))).join('\n'));
      cli.exit(results.every(({ rediscovered }) => rediscovered) ? exitCode.asStated : exitCode.notMet);
    });
};

function asJson({ bug, kept, leftOut, states, missing, onBytes, rediscovered }: Rediscovery): object {
  const { key, id, subject, source, rule, system, steps } = bug;
  const { trace, loop } = leftOut;
  return {
    key,
    id,
    subject,
    source,
    world: system.name,
    invariant: leftOut.claim,
    rule: { name: rule.name, summary: rule.summary, source: rule.source },
    kept: { verdict: kept.verdict, states: states.kept },
    leftOut: {
      verdict: leftOut.verdict,
      states: states.leftOut,
      ...(trace ? { steps: trace.length, trace } : {}),
      ...(loop ? { loop } : {}),
    },
    wanted: steps,
    missing,
    levels: levelsOf(bug),
    ...(onBytes ? { onBytes } : {}),
    rediscovered,
  };
}

/** Where a bug was looked for. */
const levelsOf = ({ onBytes }: Bug): string[] => (onBytes ? ['model', 'bytes'] : ['model']);

function table({ io }: Cli, results: readonly Rediscovery[]): string {
  const paint = paintFor(io);
  const rows = results.map(({ bug, leftOut, rediscovered }) => [
    bug.key,
    rediscovered ? paint('holds', `${leftOut.trace?.length ?? 0}`) : paint('violated', '!'),
    bug.rule.name,
    leftOut.claim,
    levelsOf(bug).join(', '),
    bug.id,
  ]);
  const [head = '', ...lines] = columns(
    [['bug', 'steps', 'without the rule', 'falls', 'ran as', 'known as'], ...rows],
    [false, true, false, false, false, false],
  );
  const found = results.filter(({ rediscovered }) => rediscovered).length;
  const run = results.filter(({ onBytes }) => onBytes).length;
  const last = `${found} of ${results.length} rediscovered: with the rule each claim holds in all states, without it the bug is found; ${run} of them also on the bytes of the runtime.`;
  return [paint('strong', head), ...lines, '', last].map((line) => `${line}\n`).join('');
}

const story =
  (paint: Paint) =>
  ({ bug, kept, leftOut, states, composition, missing, onBytes, rediscovered }: Rediscovery): string => {
    const { key, id, subject, source, rule } = bug;
    const claim = bug.system.claims[0];
    const { trace = [], loop = [] } = leftOut;
    const head = [
      paint('strong', `${key}  ${id}: ${subject}`),
      `  Source:  ${source}`,
      `  Rule:    ${rule.name}: ${rule.summary}`,
      `  Claim:   ${leftOut.claim}: ${claim?.summary ?? ''}`,
      `  With it: ${kept.verdict}, ${states.kept} states. Without: ${leftOut.verdict}, ${states.leftOut} states.`,
      ...(onBytes
        ? [`  On bytes, with it:    ${onBytes.kept.told}`, `  On bytes, without it: ${onBytes.leftOut.told}`]
        : []),
      ...(rediscovered ? [] : [paint('violated', `  Not rediscovered${missingText(bug, missing)}.`)]),
      '',
    ];
    if (trace.length + loop.length === 0) return `${head.join('\n')}`;
    const replayed = replay(composition.world, [...trace, ...loop]);
    return `${head.join('\n')}\n${told(composition.world, replayed, paint, loop.length > 0 ? trace.length : undefined)}`;
  };

const missingText = ({ steps }: Bug, missing: readonly string[]): string =>
  missing.length === 0 ? '' : `: of ${steps.join(', ')} the trace has no ${missing[0] ?? ''} in this order`;
