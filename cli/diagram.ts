import type { AnyStateMachine } from 'xstate';
import type { TraceStep } from '../checker/index.ts';
import { compose, type System, type World } from '../composition/index.ts';
import {
  dotMachine,
  dotSystem,
  dotTrace,
  mermaidMachine,
  mermaidSystem,
  mermaidTrace,
  plantumlMachine,
  plantumlSystem,
  plantumlTrace,
  type SystemLook,
  scxmlMachine,
  scxmlNetwork,
  scxmlTrace,
  svgMachine,
  svgSystem,
  svgTrace,
  type TraceMarks,
} from '../exporters/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { AddCommand, Cli } from './command.ts';
import { counterexample } from './counterexample.ts';
import { exitCode } from './exitCode.ts';
import { leaksIn } from './memoryMap.ts';
import { byName, pick } from './pick.ts';

type Text = string | Promise<string>;

/** How a format draws each of the three things that can be drawn. */
interface Format {
  readonly machine: (machine: AnyStateMachine, name: string, catalogue: Catalogue) => Text;
  readonly system: (system: System, look: SystemLook) => Text;
  readonly trace: (
    world: World,
    trace: readonly TraceStep[],
    loop: readonly TraceStep[] | undefined,
    marks: TraceMarks,
  ) => Text;
}

const formats: Readonly<Record<string, Format>> = {
  mermaid: { machine: mermaidMachine, system: mermaidSystem, trace: mermaidTrace },
  dot: { machine: dotMachine, system: dotSystem, trace: dotTrace },
  svg: { machine: svgMachine, system: svgSystem, trace: svgTrace },
  plantuml: { machine: plantumlMachine, system: plantumlSystem, trace: plantumlTrace },
  scxml: {
    machine: (machine, name, { alphabet, inputs }) => scxmlMachine(machine, alphabet, inputs[name]),
    system: (system) => scxmlNetwork(compose({ ...system, claims: [] }).network),
    trace: scxmlTrace,
  },
};

interface DiagramFlags {
  readonly format: string;
  readonly trace?: string;
  readonly whole?: boolean;
}

/** `diagram`: a machine, a proposal or a counterexample, drawn or as text that other tools draw. */
export const addDiagram: AddCommand = (program, cli) => {
  const [first] = cli.catalogue.proposals;
  const [machine] = Object.keys(cli.catalogue.machines);
  program
    .command('diagram')
    .description('draw a life cycle, a design or a counterexample')
    .argument('<name>', 'a machine or a proposal')
    .option('--format <format>', `one of ${Object.keys(formats).join(', ')}`, 'mermaid')
    .option('--trace <invariant>', 'draw how the proposal violates this invariant')
    .option('--whole', 'join families and steps by lines, however many there are')
    .addHelpText(
      'after',
      `
Where too many lines would join the families of a proposal, the steps that they take together are listed instead.
SCXML holds what can happen rather than a drawing: a machine's table, or a design's parts as regions that ask each other.

Examples:
  $ coco-dma diagram ${machine ?? 'machine'} --format svg > machine.svg
  $ coco-dma diagram ${first?.system.name ?? 'proposal'} --trace ${first?.system.claims[0]?.name ?? 'invariant'}`,
    )
    .action(async (name: string, { format, trace, whole = false }: DiagramFlags) => {
      const { catalogue, io } = cli;
      const draw = pick('format', format, formats);
      const drawings: Readonly<Record<string, () => Text>> = {
        ...Object.fromEntries(
          Object.entries(catalogue.machines).map(([key, one]) => [
            key,
            () => draw.machine(one, key, catalogue),
          ]),
        ),
        ...Object.fromEntries(
          Object.entries(byName(catalogue.proposals, ({ system }) => system.name)).map(
            ([key, { system }]) => [key, () => draw.system(system, { whole })],
          ),
        ),
      };
      const drawing = pick('machine or proposal', name, drawings);
      if (trace !== undefined) {
        await drawTrace(cli, name, trace, draw);
        return;
      }
      io.out(await drawing());
      cli.exit(exitCode.asStated);
    });
};

async function drawTrace(cli: Cli, proposal: string, invariant: string, draw: Format): Promise<void> {
  const { composition, found } = await counterexample(cli, proposal, invariant, {});
  const { world } = composition;
  const marks = {
    ...(found.verdict === 'violated' ? { violates: invariant } : {}),
    leaks: (state: Parameters<typeof leaksIn>[1]) => leaksIn(world, state),
  };
  if (found.trace) cli.io.out(await draw.trace(world, found.trace, found.loop, marks));
  else
    cli.io.err(
      `coco-dma: nothing to draw, the verdict of ${invariant} for ${proposal} is ${found.verdict}\n`,
    );
  cli.exit(found.verdict === 'unknown' ? exitCode.unknown : exitCode.asStated);
}
