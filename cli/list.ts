import { machineOf, sizesOf } from '../composition/index.ts';
import { columns } from './columns.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { paintFor } from './paint.ts';
import { pick } from './pick.ts';

const kinds = {
  systems: 'systems',
  proposals: 'proposals',
  invariants: 'invariants',
  machines: 'machines',
  rules: 'rules',
} as const;
type Kind = keyof typeof kinds;

/** `list`: what the threads argue about, and what there is to check, draw and walk. */
export const addList: AddCommand = (program, cli) => {
  program
    .command('list')
    .description('list the systems of the threads, and the proposals, invariants, machines and rules')
    .argument('[kind]', `${Object.keys(kinds).join(', ')}; all of them by default`)
    .option('--json', 'print data instead of tables')
    .addHelpText(
      'after',
      '\nExamples:\n  $ coco-dma list\n  $ coco-dma list systems\n  $ coco-dma list invariants --json',
    )
    .action((wanted: string | undefined, { json }: { readonly json?: boolean }) => {
      const chosen: readonly Kind[] =
        wanted === undefined ? Object.values(kinds) : [pick('list of', wanted, kinds)];
      if (json)
        printJson(cli.io, {
          schema: 1,
          ...Object.fromEntries(chosen.map((kind) => [kind, lists[kind](cli)])),
        });
      else cli.io.out(chosen.map((kind) => section(cli, kind, chosen.length > 1)).join('\n'));
      cli.exit(exitCode.asStated);
    });
};

const lists = {
  systems: ({ catalogue }: Cli) =>
    Object.entries(catalogue.systems).map(([number, title]) => ({
      name: number,
      summary: title,
      proposals: catalogue.proposals
        .filter(({ systems }) => systems.some((system) => system === number))
        .map(({ system, title: summary, stands }) => ({ name: system.name, summary, stands })),
    })),
  proposals: ({ catalogue }: Cli) =>
    catalogue.proposals.map(({ system, systems, title, argument, objection, sources }) => ({
      name: system.name,
      summary: title,
      systems,
      argument,
      objection,
      sources,
      size: sizesOf(system),
    })),
  invariants: ({ catalogue }: Cli) =>
    catalogue.invariants.map(({ name, summary, source, kind, over }) => ({
      name,
      summary,
      kind,
      over,
      source,
    })),
  rules: ({ catalogue }: Cli) =>
    catalogue.rules.map(({ name, summary, source, machine, off }) => ({
      name,
      summary,
      machine: machine.id,
      off,
      source,
    })),
  machines: ({ catalogue }: Cli) =>
    Object.entries(catalogue.machines).map(([name, machine]) => {
      const { handles } = machineOf(machine, catalogue.inputs[name]);
      return { name, summary: `hears ${handles.size} kinds of events`, events: [...handles] };
    }),
};

/** One line a thing; below a system, its proposals. */
function section(cli: Cli, kind: Kind, titled: boolean): string {
  const rows =
    kind === 'systems'
      ? lists
          .systems(cli)
          .flatMap(({ name, summary, proposals }) => [
            [name, summary],
            ...proposals.map((proposal) => ['', `  ${proposal.name}`]),
          ])
      : lists[kind](cli).map(({ name, summary }) => [name, summary]);
  const lines = columns(rows);
  return [...(titled ? [paintFor(cli.io)('strong', kind)] : []), ...lines]
    .map((line) => `${line}\n`)
    .join('');
}
