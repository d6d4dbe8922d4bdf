import { type LeastRules, leastRules } from '../rules/index.ts';
import { columns } from './columns.ts';
import { type AddCommand, printJson } from './command.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { interruptible } from './interruptible.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { countOption, grouped, jsonCount, sizeOption, sizeText } from './numbers.ts';
import { type Paint, paintFor } from './paint.ts';
import { pickProposal } from './pickProposal.ts';
import { progressLine } from './progressLine.ts';

interface RulesFlags {
  readonly size?: Readonly<Record<string, number>>;
  readonly maxStates?: number;
  readonly json?: boolean;
}

/** `rules`: which of its rules a proposal cannot do without, and the least that it can do with. */
export const addRules: AddCommand = (program, cli) => {
  program
    .command('rules')
    .description('say which protective rules a proposal cannot do without')
    .argument('<proposal>')
    .option(
      '--size <sizes>',
      "sizes of index sets other than those of the proposal's small world",
      sizeOption,
    )
    .option('--max-states <n>', 'stop each search after so many states', countOption('--max-states'))
    .option('--json', 'print data instead of text')
    .addHelpText(
      'after',
      `
A claim that holds falls if it is violated once a rule is left out. The world is the small one of the proposal.

Exit codes: 0 known, 2 usage, 3 unknown: a search was cut short.

Examples:
  $ coco-dma rules restrictedPoolAware
  $ coco-dma rules linux73CcShared --json`,
    )
    .action(async (name: string, { size, maxStates, json }: RulesFlags) => {
      const { catalogue, io } = cli;
      const proposal = pickProposal(catalogue, name);
      refuseUnknownSets([proposal], '--size', Object.keys(size ?? {}));
      const line = progressLine(io, name);
      const found = await interruptible(io, (signal) =>
        leastRules(proposal.system, catalogue.rules, {
          size: { ...proposal.smallSizes, ...size },
          signal,
          onCheck: (checked) => line.say(`${checked} sets of rules left out`),
          ...(maxStates === undefined ? {} : { maxStates }),
        }),
      ).finally(line.end);
      if (json) printJson(io, asJson(found));
      else io.out(text(proposal.title, found, paintFor(io)));
      cli.exit(codeOf(found));
    });
};

const codeOf = ({ complete }: LeastRules): ExitCode => (complete ? exitCode.asStated : exitCode.unknown);

const namesOf = (rules: readonly { readonly name: string }[]): string[] => rules.map(({ name }) => name);

const asJson = ({
  system,
  size,
  report,
  claims,
  rules,
  least,
  checked,
  sampled,
  surprises,
  complete,
}: LeastRules) => ({
  schema: 1,
  proposal: system.name,
  engine: report.engine,
  size,
  states: jsonCount(report.states),
  complete,
  claims,
  rules: rules.map(({ rule, falls }) => ({ rule: rule.name, necessary: falls.length > 0, falls })),
  least: least.map(namesOf),
  checked,
  sampled,
  surprises: surprises.map(namesOf),
});

function text(title: string, found: LeastRules, paint: Paint): string {
  const { size, report, claims, rules, least, checked, sampled, surprises, complete } = found;
  const necessary = rules.filter(({ falls }) => falls.length > 0);
  const spare = rules.filter(({ falls }) => falls.length === 0).map(({ rule }) => rule);
  const more = (set: LeastRules['least'][number]) => set.filter((rule) => spare.includes(rule));
  const world = `${title} (${sizeText(size)}; ${grouped(report.states)} states, engine ${report.engine}; ${claims.length} claims hold)`;
  const lines = [
    paint('strong', world),
    '',
    paint('strong', `Necessary: ${necessary.length} of ${rules.length} rules`),
    ...columns(
      necessary.map(({ rule, falls }) => [
        `  ${rule.name}`,
        falls.length > 2 ? `${falls.slice(0, 2).join(', ')} and ${falls.length - 2} more` : falls.join(', '),
      ]),
    ),
    ...(spare.length === 0
      ? []
      : [
          '',
          paint('strong', 'Redundant alone, at this size'),
          ...columns(spare.map((rule) => [`  ${rule.name}`, rule.summary])),
        ]),
    '',
    paint(
      'strong',
      least.length === 1
        ? 'The least that keeps every claim'
        : `The least that keeps every claim, in ${least.length} ways`,
    ),
    ...least.map(
      (set) =>
        `  the ${necessary.length} necessary ones${more(set).length > 0 ? `, and ${namesOf(more(set)).join(', ')}` : ''}`,
    ),
    '',
    `${checked} sets of rules were left out and checked, ${sampled} of them only to see whether leaving out more ever makes up for it: ${
      surprises.length === 0
        ? 'it never did'
        : `it did, as where only ${namesOf(surprises[0] ?? []).join(' and ')} is left out; so there may be smaller sets than these`
    }.`,
    ...(complete ? [] : [paint('unknown', 'A search was cut short, so nothing of this is known.')]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
