import {
  nearest,
  type Refusal,
  reasonText,
  refusalsOf,
  replay,
  type System,
  type World,
  type WorldStep,
  worldOf,
} from '../composition/index.ts';
import { type Rule, rulesAbout, withoutRules } from '../rules/index.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { sizeOption } from './numbers.ts';
import { paintFor } from './paint.ts';
import { pickProposal } from './pickProposal.ts';
import { tight, traceGiven } from './traceGiven.ts';
import { UsageError } from './usageError.ts';

interface WhyFlags {
  readonly after?: readonly string[];
  readonly size?: Readonly<Record<string, number>>;
  readonly json?: boolean;
}

/** `why`: which part refuses a step, in which state, by which guard. */
export const addWhy: AddCommand = (program, cli) => {
  const [first] = cli.catalogue.proposals;
  const name = first?.system.name ?? 'proposal';
  const type = Object.keys(first?.system.alphabet ?? {})[0] ?? 'EVENT';
  program
    .command('why')
    .description('say which part refuses a step, in which state, by which guard, and which rule that is')
    .argument('<proposal>')
    .argument('<step>', 'a step, or a type of event: then every step of that type')
    .option(
      '--after <trace...>',
      'steps that come before, or an invariant: then its counterexample; nothing by default',
    )
    .option(
      '--size <sizes>',
      "sizes of index sets other than the proposal's own, as in page=2,slot=2",
      sizeOption,
    )
    .option('--json', 'print data instead of text')
    .addHelpText(
      'after',
      `
Spaces in the name of a step may be left out. Exit codes: 0 answered, 2 usage.

Examples:
  $ coco-dma why ${name} ${type}
  $ coco-dma why privateAccepted 'ACCEPT(device=0)' --after 'LOCK(device=0)'
  $ coco-dma why privatePool HOST_READ_SLOT --after staleBytesNotRead`,
    )
    .action(async (proposal: string, step: string, flags: WhyFlags) => {
      const asked = await ask(cli, proposal, step, flags);
      if (flags.json) printJson(cli.io, { schema: 1, ...asked });
      else cli.io.out(text(cli, asked));
      cli.exit(exitCode.asStated);
    });
};

interface Asked {
  readonly proposal: string;
  readonly after: readonly string[];
  readonly steps: readonly Answer[];
}

/** Of one step: who refuses it, and the rules of which each alone is what stops it. */
interface Answer {
  readonly step: string;
  readonly by: string;
  readonly possible: boolean;
  readonly refusals: readonly Refusal[];
  readonly rules: readonly Pick<Rule, 'name' | 'summary' | 'source'>[];
}

async function ask(
  cli: Cli,
  name: string,
  text: string,
  { after = [], size = {} }: WhyFlags,
): Promise<Asked> {
  const { catalogue } = cli;
  const proposal = pickProposal(catalogue, name);
  refuseUnknownSets([proposal], '--size', Object.keys(size));
  const bare: System = { ...proposal.system, claims: [] };
  const world = worldOf(bare, size);
  const wanted = stepsNamed(world, text);
  const trace = await traceGiven(cli, proposal, world, after, size);
  const state = stateAfter(world, trace);
  if (typeof state === 'string') throw new UsageError(`--after: ${state}`);
  const worlds = rulesAbout(bare, catalogue.rules).map((rule) => ({
    rule,
    other: worldOf(withoutRules(bare, [rule]), size),
  }));
  return {
    proposal: name,
    after: trace,
    steps: wanted.map((step) => {
      const refusals = refusalsOf(world, state, step);
      const stopping = worlds.filter(
        ({ other }) => refusals.length > 0 && canHappen(other, trace, step.name),
      );
      return {
        step: step.name,
        by: step.by,
        possible: refusals.length === 0,
        refusals,
        rules: stopping.map(({ rule: { name: rule, summary, source } }) => ({ name: rule, summary, source })),
      };
    }),
  };
}

/** The state after a trace, or who refuses it. */
function stateAfter(world: World, trace: readonly string[]) {
  try {
    const { states } = replay(
      world,
      trace.map((event) => ({ event })),
    );
    return states.at(-1) ?? [];
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function canHappen(world: World, trace: readonly string[], name: string): boolean {
  const state = stateAfter(world, trace);
  const step = world.steps.find((one) => one.name === name);
  return typeof state !== 'string' && step !== undefined && refusalsOf(world, state, step).length === 0;
}

function stepsNamed({ system, steps, absent }: World, text: string): WorldStep[] {
  const wanted = tight(text);
  const found = steps.filter(({ name, event }) => tight(name) === wanted || event.type === wanted);
  if (found.length > 0) return found;
  const [type = ''] = wanted.split('(');
  if (absent.includes(type))
    throw new UsageError(`${type} never happens in ${system.name}, which lacks a family that it names`);
  if (system.narrowed?.[type] === false)
    throw new UsageError(`${type} never happens in ${system.name}: the design leaves it out`);
  if (type in system.alphabet && !steps.some(({ event }) => event.type === type))
    throw new UsageError(`${type} never happens in ${system.name}: none of its machines hears it`);
  const names = [...new Set(steps.flatMap(({ name, event }) => [event.type, name]))];
  throw new UsageError(`${system.name} has no step ${text}${nearest(text, names)}`);
}

function text({ io }: Cli, { proposal, after, steps }: Asked): string {
  const paint = paintFor(io);
  const where =
    after.length === 0
      ? 'at the beginning'
      : `after ${after.length} ${after.length === 1 ? 'step' : 'steps'}`;
  const told = (answer: Answer): string[] => [
    paint('strong', `${answer.step} ${answer.possible ? 'can' : 'cannot'} happen in ${proposal} ${where}.`),
    ...answer.refusals.flatMap(({ part, state, reason }) => [
      `  ${part} refuses it in state ${state}:`,
      `    ${reasonText(reason)}`,
    ]),
    ...answer.rules.flatMap((rule) => [`  Rule: ${rule.name}: ${rule.summary}`, `        ${rule.source}`]),
  ];
  // What is refused alike is told once.
  const alike = new Map<string, Answer[]>();
  for (const answer of steps) {
    const key = JSON.stringify([answer.refusals, answer.rules.map(({ name }) => name)]);
    alike.set(key, [...(alike.get(key) ?? []), answer]);
  }
  return [...alike.values()]
    .flatMap(([one, ...others]) =>
      one
        ? [...told(one), ...(others.length > 0 ? [`  So it is for ${others.length} more of its kind.`] : [])]
        : [],
    )
    .map((line) => `${line}\n`)
    .join('');
}
