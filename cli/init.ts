import { constants, copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AddCommand } from './command.ts';
import { exitCode } from './exitCode.ts';
import { UsageError } from './usageError.ts';

/** `init`: a model file to begin with. */
export const addInit: AddCommand = (program, { io, exit }) => {
  program
    .command('init')
    .description('write a model file to begin with: machines and claims of your own, with no DMA in them')
    .argument('[file]', 'where to write it; it must not be there yet', 'model.ts')
    .addHelpText('after', '\nExamples:\n  $ coco-dma init\n  $ coco-dma check ./model.ts')
    .action((file: string) => {
      try {
        copyFileSync(example(), file, constants.COPYFILE_EXCL);
      } catch (error) {
        throw new UsageError(
          `cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      const named = /^[./]/.test(file) ? file : `./${file}`;
      io.out(`${file}\nNext: npx coco-dma check ${named}\n`);
      exit(exitCode.asStated);
    });
};

/** One of the examples of the documents, which come with the program. */
const example = (): string =>
  join(
    dirname(createRequire(import.meta.url).resolve('coco-dma/package.json')),
    'docs',
    'examples',
    'model.ts',
  );
