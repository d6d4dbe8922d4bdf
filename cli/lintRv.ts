import { readFileSync } from 'node:fs';
import { lintRvMonitor, type RvFinding, rvTraps } from '../exporters/index.ts';
import { type AddCommand, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { paintFor } from './paint.ts';
import { UsageError } from './usageError.ts';

/** `lint-rv`: the traps in monitors of others. */
export const addLintRv: AddCommand = (program, { io, exit }) => {
  program
    .command('lint-rv')
    .description("find what generators of Linux's runtime verification monitors misread in a .dot file")
    .argument('<file...>', 'monitors, as for rvgen or dot2k')
    .option('--json', 'print data instead of lines')
    .addHelpText(
      'after',
      `
Exit codes: 0 nothing found, 1 something found, 2 usage or a file that is no DOT.

Example:
  $ coco-dma lint-rv wip.dot`,
    )
    .action((paths: string[], { json }: { readonly json?: boolean }) => {
      const files = paths.map((file) => ({ file, findings: findingsOf(file) }));
      const found = files.some(({ findings }) => findings.length > 0);
      exit(found ? exitCode.notMet : exitCode.asStated);
      if (json) return printJson(io, { schema: 1, files });
      const paint = paintFor(io);
      for (const { file, findings } of files) {
        for (const { line, trap, message } of findings)
          io.out(`${file}:${line}: ${paint('violated', trap)}: ${message}; ${rvTraps[trap]}\n`);
        if (findings.length === 0) io.out(`${file}: nothing found\n`);
      }
    });
};

function findingsOf(path: string): RvFinding[] {
  try {
    return lintRvMonitor(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError) throw new UsageError(`${path}: ${error.message}`);
    if (code === 'ENOENT') throw new UsageError(`${path}: there is no such file`);
    if (code === 'EISDIR' || code === 'EACCES') throw new UsageError(`${path}: cannot be read (${code})`);
    throw error;
  }
}
