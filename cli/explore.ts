import { pageOf, serve } from '../explorer/index.ts';
import type { AddCommand } from './command.ts';
import { exitCode } from './exitCode.ts';
import { explorerAnswers } from './explored.ts';
import { pickProposal } from './pickProposal.ts';

/** `explore`: a page on this machine in which any proposal is walked. */
export const addExplore: AddCommand = (program, cli) => {
  const { proposals } = cli.catalogue;
  const [first] = proposals;
  program
    .command('explore')
    .description('walk any proposal in a browser, step by step')
    .argument('[proposal]', 'where to begin')
    .addHelpText(
      'after',
      `
Serves a page to this machine alone until Ctrl-C, under an address that nobody can guess, and writes nothing. What
stands after # in the address is the state that you have come to; it means the same to whoever opens it.

Examples:
  $ coco-dma explore
  $ coco-dma explore ${first?.system.name ?? 'proposal'}`,
    )
    .action(async (name: string | undefined) => {
      const design =
        name === undefined ? (first?.system.name ?? '') : pickProposal(cli.catalogue, name).system.name;
      const answers = explorerAnswers(cli.catalogue);
      const served = await serve(() => pageOf('explore', 'coco-dma explore', { design }), answers);
      const stopped = new Promise<void>((stop) => cli.io.onInterrupt(stop));
      cli.io.out(`${served.url}#${design}//\n`);
      try {
        // The tables are made while the reader turns to the browser, once the address is out.
        await new Promise(setImmediate);
        await answers.state(new URLSearchParams({ design }), new AbortController().signal, () => {});
        await stopped;
      } finally {
        await served.close();
      }
      cli.exit(exitCode.asStated);
    });
};
