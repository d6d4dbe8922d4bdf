import type { CheckOptions } from '../checker/index.ts';
import { audits } from './auditText.ts';
import type { Checked } from './checked.ts';
import { checkGithub } from './checkGithub.ts';
import { checkJson } from './checkJson.ts';
import { checkSarif } from './checkSarif.ts';
import {
  claimList,
  complaints,
  engineChoices,
  matrix,
  overview,
  reductions,
  summaryLine,
} from './checkText.ts';
import { type Cli, printJson } from './command.ts';
import { examinations } from './examinationText.ts';
import { hostText } from './hostText.ts';
import { paintFor } from './paint.ts';

/** In which form a run of `check` is printed: tables, unless one of these is asked for. */
export interface OutputFlags {
  readonly json?: boolean;
  readonly junit?: boolean;
  readonly sarif?: boolean;
  readonly github?: boolean;
}

/** Prints a run of `check`. */
export async function checkOutput(
  cli: Cli,
  results: readonly Checked[],
  limits: Pick<CheckOptions, 'maxStates' | 'maxBytes' | 'maxNodes'>,
  { json, junit, sarif, github }: OutputFlags,
): Promise<void> {
  const { io, catalogue, version } = cli;
  const { invariants, files = {} } = catalogue;
  // This repository writes one proposal a file, named after it.
  const fileOf = (proposal: string): string => files[proposal] ?? `proposals/${proposal}.ts`;
  if (json) printJson(io, checkJson(results, limits));
  // Writing XML takes many modules, which nobody else needs.
  else if (junit) io.out((await import('./checkJunit.ts')).checkJunit(results));
  else if (sarif) printJson(io, checkSarif(results, { version, invariants, fileOf }));
  else {
    tables(cli, results);
    if (github) io.out(checkGithub(results, fileOf));
  }
}

function tables({ catalogue, io }: Cli, results: readonly Checked[]): void {
  const paint = paintFor(io);
  const names = catalogue.invariants.map(({ name }) => name);
  const [only] = results;
  io.out(overview(results, paint));
  io.out(only && results.length === 1 ? claimList(only, paint) : matrix(results, names, paint));
  io.out(engineChoices(results));
  io.out(reductions(results));
  io.out(hostText(results));
  io.out(audits(results, paint));
  io.out(examinations(results, paint));
  io.out(complaints(results, paint));
  io.out(summaryLine(results, paint));
}
