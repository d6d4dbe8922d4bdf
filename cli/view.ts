import { type Equivalence, type View, viewOf } from '../checker/index.ts';
import { compose, type Detail, seenBy, viewpointsOf, type World } from '../composition/index.ts';
import { dotView, mermaidView, svgView } from '../exporters/index.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { interruptible } from './interruptible.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { countOption, sizeOption } from './numbers.ts';
import { byName, pick } from './pick.ts';
import { pickProposal } from './pickProposal.ts';
import { progressLine } from './progressLine.ts';

const formats: Readonly<Record<string, (view: View, world: World) => string | Promise<string>>> = {
  mermaid: mermaidView,
  dot: dotView,
  svg: svgView,
};
const equivalences = byName<Equivalence>(['branching', 'trace', 'strong'], (name) => name);
const details = byName<Detail>(['type', 'values', 'all'], (name) => name);

interface ViewFlags {
  readonly upTo: string;
  readonly detail: string;
  readonly events?: readonly string[];
  readonly format: string;
  readonly size?: Readonly<Record<string, number>>;
  readonly maxStates?: number;
  readonly json?: boolean;
}

/** `view`: what somebody sees of a design, as a small graph. */
export const addView: AddCommand = (program, cli) => {
  const name = cli.catalogue.proposals[0]?.system.name ?? 'proposal';
  program
    .command('view')
    .description('draw what the host, a device or a family sees of a design, as the smallest graph that does')
    .argument('<proposal>')
    .argument('<viewpoint>', 'who moves (guest, host, …), or a family (slot, page, …)')
    .option(
      '--up-to <equivalence>',
      'branching: what can still be done is kept; trace: only what is seen, in which order; strong: hidden steps count',
      'branching',
    )
    .option('--detail <detail>', 'type of an event, type and values, or all: its indexes too', 'type')
    .option('--events <type...>', 'see only events of these types')
    .option('--format <format>', `one of ${Object.keys(formats).join(', ')}`, 'mermaid')
    .option(
      '--size <sizes>',
      "sizes of index sets other than the proposal's own, as in page=2,slot=2",
      sizeOption,
    )
    .option('--max-states <n>', 'give up after so many states', countOption('--max-states'))
    .option('--json', 'print data instead of a drawing')
    .addHelpText(
      'after',
      `
A viewpoint sees the steps that it takes itself, and those in which a member of the family of that name takes part. τ is a step
that it does not see. A box says how many states it stands for, and what is true in all of them.

Exit codes: 0 drawn, 2 usage, 3 a limit was reached.

Examples:
  $ coco-dma view ${name} host --up-to trace
  $ coco-dma view ${name} slot --detail values --format svg > slot.svg`,
    )
    .action(async (proposal: string, viewpoint: string, flags: ViewFlags) => {
      const draw = pick('format', flags.format, formats);
      const { view, world } = await look(cli, proposal, viewpoint, flags);
      if (flags.json) printJson(cli.io, { schema: 1, proposal, viewpoint, ...json(view, world) });
      else cli.io.out(await draw(view, world));
      cli.exit(exitCode.asStated);
    });
};

async function look(
  { catalogue, io }: Cli,
  name: string,
  viewpoint: string,
  { upTo, detail, events, size = {}, maxStates }: ViewFlags,
): Promise<{ readonly view: View; readonly world: World }> {
  const equivalence = pick('equivalence', upTo, equivalences);
  const chosen = pick('detail', detail, details);
  const proposal = pickProposal(catalogue, name);
  refuseUnknownSets([proposal], '--size', Object.keys(size));
  // Monitors see everything and stop nothing, so they would only make the graph larger.
  const { network, world } = compose({ ...proposal.system, claims: [] }, size);
  const named = <T extends string>(all: readonly T[]) => byName(all, (one) => one);
  pick(`mover or family of ${name} called`, viewpoint, named(viewpointsOf(world)));
  const types = named(world.steps.map(({ event }) => event.type));
  for (const type of events ?? []) pick(`step of ${name} called`, type, types);
  const line = progressLine(io, name);
  const view = await interruptible(io, (signal) =>
    viewOf(network, {
      seen: seenBy(world, viewpoint, { detail: chosen, ...(events ? { events } : {}) }),
      equivalence,
      signal,
      onProgress: line.show,
      ...(maxStates === undefined ? {} : { maxStates }),
    }),
  ).finally(line.end);
  return { view, world };
}

const json = ({ nodes, ...view }: View, { parts }: World): object => ({
  ...view,
  nodes: nodes.map(({ states, common }) => ({
    states,
    common: Object.fromEntries(
      parts.flatMap(({ name }, part) => (common[part] === undefined ? [] : [[name, common[part]]])),
    ),
  })),
});
