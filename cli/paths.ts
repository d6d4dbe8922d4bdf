import {
  eventName,
  type LifeCycle,
  lifeCycleOf,
  type Path,
  stateLabel,
  transitionsTaken,
} from '../composition/index.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { grouped } from './numbers.ts';
import { pick } from './pick.ts';
import { UsageError } from './usageError.ts';

/** There are exponentially many simple paths; nobody reads more than these. */
const SIMPLE_PATHS_MAX = 10_000;

interface PathsFlags {
  readonly simple?: boolean;
  readonly json?: boolean;
}

/** `paths`: the ways through one life cycle. */
export const addPaths: AddCommand = (program, cli) => {
  const [machine = 'machine'] = Object.keys(cli.catalogue.machines);
  program
    .command('paths')
    .description('list the ways through one life cycle, and how much of it they cover')
    .argument('<machine>')
    .option('--simple', 'every path that repeats no state, instead of one shortest path to each state')
    .option('--json', 'print data instead of text')
    .addHelpText(
      'after',
      `\nExamples:\n  $ coco-dma paths ${machine}\n  $ coco-dma paths ${machine} --simple --json`,
    )
    .action((name: string, flags: PathsFlags) => {
      const found = pathsOf(cli, name, flags.simple === true);
      if (flags.json) printJson(cli.io, json(found));
      else cli.io.out(text(found));
      cli.exit(exitCode.asStated);
    });
};

interface Found {
  readonly name: string;
  readonly kind: 'shortest' | 'simple';
  readonly life: LifeCycle;
  readonly paths: readonly Path[];
  /** How many of the states and transitions the paths pass. */
  readonly states: number;
  readonly transitions: number;
}

function pathsOf({ catalogue }: Cli, name: string, simple: boolean): Found {
  const machine = pick('machine', name, catalogue.machines);
  const life = lifeCycleOf(machine, catalogue.alphabet, catalogue.inputs[name]);
  const paths = simple ? simplePathsOf(life) : life.shortest();
  const initial = life.machine.key(life.machine.initial());
  const passed = new Set([
    initial,
    ...paths.flatMap(({ steps }) => steps.map(({ snapshot }) => life.machine.key(snapshot))),
  ]);
  const kind = simple ? 'simple' : 'shortest';
  return {
    name,
    kind,
    life,
    paths,
    states: passed.size,
    transitions: transitionsTaken(life.machine, paths).size,
  };
}

function simplePathsOf(life: LifeCycle): Path[] {
  try {
    return life.simple(SIMPLE_PATHS_MAX);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

const json = ({ name, kind, life, paths, states, transitions }: Found): object => ({
  schema: 1,
  machine: name,
  kind,
  states: life.states.length,
  transitions: life.transitions,
  covered: { states, transitions },
  paths: paths.map(({ steps }) => ({
    to: stateLabel(steps.at(-1)?.snapshot ?? life.machine.initial()),
    steps: steps.map(({ event, snapshot }) => ({ event: eventName(event), state: stateLabel(snapshot) })),
  })),
});

function text({ name, kind, life, paths, states, transitions }: Found): string {
  const lines = [
    `${name}: ${grouped(life.states.length)} states, ${grouped(life.transitions)} transitions, ${grouped(life.machine.handles.size)} kinds of events`,
    `${grouped(paths.length)} ${kind} paths pass ${share(states, life.states.length)} of the states and ${share(transitions, life.transitions)} of the transitions`,
    '',
    ...paths.flatMap(({ steps }, number) => [
      `${number + 1}. ${stateLabel(steps.at(-1)?.snapshot ?? life.machine.initial())}`,
      ...(steps.length === 0 ? [] : [`   ${steps.map(({ event }) => eventName(event)).join(', ')}`]),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const share = (part: number, whole: number): string =>
  `${grouped(part)} (${whole === 0 ? 100 : Math.round((100 * part) / whole)} %)`;
