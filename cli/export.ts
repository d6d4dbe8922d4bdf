import type { Network } from '../checker/index.ts';
import { compose } from '../composition/index.ts';
import { murphi, promela, tlaplus } from '../exporters/index.ts';
import type { AddCommand } from './command.ts';
import { exitCode } from './exitCode.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { sizeOption } from './numbers.ts';
import { pick } from './pick.ts';
import { pickProposal } from './pickProposal.ts';
import { type TextFile, writeInto } from './writeInto.ts';

/** The files of a model, the model itself first, by the checker's language. */
const languages: Readonly<Record<string, (network: Network) => readonly TextFile[]>> = {
  promela: (network) => [{ name: `${network.name}.pml`, text: promela(network) }],
  murphi: (network) => [{ name: `${network.name}.m`, text: murphi(network) }],
  tlaplus: (network) => {
    const { module, tla, cfg, runs } = tlaplus(network);
    return [
      { name: `${module}.tla`, text: tla },
      { name: `${module}.cfg`, text: cfg },
      ...(runs ? [{ name: `${runs.module}.tla`, text: runs.tla }] : []),
      ...(runs?.cfgs ?? []).map(({ claim, cfg: text }) => ({ name: `${claim}.cfg`, text })),
    ];
  },
};

interface ExportFlags {
  readonly to: string;
  readonly output?: string;
  readonly size?: Readonly<Record<string, number>>;
}

/** `export`: a design as a model for another checker. */
export const addExport: AddCommand = (program, cli) => {
  const name = cli.catalogue.proposals[0]?.system.name ?? 'proposal';
  program
    .command('export')
    .description('write a design as a model for SPIN, rumur or TLC')
    .argument('<proposal>')
    .requiredOption('--to <language>', `one of ${Object.keys(languages).join(', ')}`)
    .option('-o, --output <directory>', 'write files there instead of printing the model')
    .option('--size <sizes>', "sizes other than the proposal's own, as in page=2,slot=2", sizeOption)
    .addHelpText(
      'after',
      `
The first lines of a Promela or Murphi model say how to run it.

Examples:
  $ coco-dma export ${name} --to promela > model.pml
  $ coco-dma export ${name} --to tlaplus -o models`,
    )
    .action((proposal: string, { to, output, size = {} }: ExportFlags) => {
      const write = pick('language', to, languages);
      const chosen = pickProposal(cli.catalogue, proposal);
      refuseUnknownSets([chosen], '--size', Object.keys(size));
      const files = write(compose(chosen.system, size).network);
      if (output === undefined) cli.io.out(files[0]?.text ?? '');
      else writeInto(output, files, cli.io.out);
      cli.exit(exitCode.asStated);
    });
};
