import { dotMachine, dotSystem, mermaidMachine, mermaidSystem, mermaidTrace } from '../exporters/index.ts';
import type { AddCommand, Cli } from './command.ts';
import { counterexample } from './counterexample.ts';
import { exitCode } from './exitCode.ts';
import { byName, pick } from './pick.ts';
import { UsageError } from './usageError.ts';

const formats = {
  mermaid: { machine: mermaidMachine, system: mermaidSystem },
  dot: { machine: dotMachine, system: dotSystem },
} as const;

interface DiagramFlags {
  readonly format: string;
  readonly trace?: string;
}

/** `diagram`: a machine, a proposal or a counterexample as text that other tools draw. */
export const addDiagram: AddCommand = (program, cli) => {
  const [first] = cli.catalogue.proposals;
  const [machine] = Object.keys(cli.catalogue.machines);
  program
    .command('diagram')
    .description('draw a life cycle, a design or a counterexample')
    .argument('<name>', 'a machine or a proposal')
    .option('--format <format>', `one of ${Object.keys(formats).join(', ')}`, 'mermaid')
    .option('--trace <invariant>', 'draw how the proposal violates this invariant, as a sequence diagram')
    .addHelpText(
      'after',
      `
Examples:
  $ coco-dma diagram ${machine ?? 'machine'} --format dot | dot -Tsvg > machine.svg
  $ coco-dma diagram ${first?.system.name ?? 'proposal'} --trace ${first?.system.claims[0]?.name ?? 'invariant'}`,
    )
    .action(async (name: string, { format, trace }: DiagramFlags) => {
      const draw = pick('format', format, formats);
      if (trace !== undefined && format !== 'mermaid')
        throw new UsageError('--trace is drawn as a Mermaid sequence diagram only');
      const { machines, proposals } = cli.catalogue;
      const drawn = pick('machine or proposal', name, {
        ...Object.fromEntries(
          Object.entries(machines).map(([key, one]) => [key, { machine: one, system: undefined }]),
        ),
        ...Object.fromEntries(
          Object.entries(byName(proposals, ({ system }) => system.name)).map(([key, { system }]) => [
            key,
            { machine: undefined, system },
          ]),
        ),
      });
      if (trace !== undefined) {
        await drawTrace(cli, name, trace);
        return;
      }
      cli.io.out(drawn.system ? draw.system(drawn.system) : draw.machine(drawn.machine));
      cli.exit(exitCode.asStated);
    });
};

async function drawTrace(cli: Cli, proposal: string, invariant: string): Promise<void> {
  const { composition, found } = await counterexample(cli, proposal, invariant, {});
  if (found.trace) cli.io.out(mermaidTrace(composition.world, found.trace, found.loop));
  else
    cli.io.err(
      `coco-dma: nothing to draw, the verdict of ${invariant} for ${proposal} is ${found.verdict}\n`,
    );
  cli.exit(found.verdict === 'unknown' ? exitCode.unknown : exitCode.asStated);
}
