import { readFile } from 'node:fs/promises';
import type { TdiInput } from '../machines/index.ts';
import { oracleOf } from './tdispOracle.ts';
import { recordingJudge } from './tdispRecording.ts';
import type { TdispFileReport, TdispReport } from './tdispReport.ts';
import { judgeValidator } from './tdispValidator.ts';
import { traceLines } from './traceLines.ts';

/**
 * Compares traces of other TDISP implementations with `tdiMachine`. A text that starts with `[` is a test
 * specification (the cases of intel/tee-io-validator as data), any other a recording, one sequence a line.
 *
 * @param input readings of the specification by which the machine answers; `{ ideRequired: false }` for a
 *   device that locks without IDE keys.
 * @param tdi the machine to compare with, if it is another one than `tdiMachine`.
 * @throws {TraceError} for the first text that is not what it should be, naming file and line.
 */
export function conformTdisp(
  files: readonly { readonly file: string; readonly text: string }[],
  input: TdiInput = {},
  tdi?: Parameters<typeof oracleOf>[1],
): TdispReport {
  const oracle = oracleOf(input, tdi);
  return {
    schema: 1,
    files: files.map(({ file, text }) => {
      if (text.trimStart().startsWith('[')) return judgeValidator(oracle, file, text);
      const judge = recordingJudge(oracle, file);
      for (const [i, line] of text.split('\n').entries()) judge.line(line, i + 1);
      return judge.report();
    }),
  };
}

/**
 * The same for one file: `.json` is a test specification, any other a recording, compressed or not, which is
 * read line by line and may be larger than memory; `-` is standard input.
 *
 * @throws {TraceError} as {@link conformTdisp}, and as {@link traceLines}.
 * @throws whatever opening the file throws.
 */
export async function conformTdispFile(path: string, input: TdiInput = {}): Promise<TdispFileReport> {
  const oracle = oracleOf(input);
  if (path.endsWith('.json')) return judgeValidator(oracle, path, await readFile(path, 'utf8'));
  const judge = recordingJudge(oracle, path);
  for await (const { text, number } of traceLines(path)) judge.line(text, number);
  return judge.report();
}
