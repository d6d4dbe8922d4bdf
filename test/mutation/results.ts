import { readFileSync, writeFileSync } from 'node:fs';
import type { Outcome, Verdict } from './outcome.ts';
import { verdicts } from './outcome.ts';

/** What a run found of one machine. */
export interface MachineResult {
  /** Day of the run. */
  readonly date: string;
  /** Mutants by what became of them. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Mutants that no claim noticed, with who did; `unmet` where no design lets the difference matter. */
  readonly notByClaims: Readonly<Record<string, string>>;
}

/** The committed results. */
export interface Results {
  readonly schema: 1;
  readonly machines: Readonly<Record<string, MachineResult>>;
}

/** The results of one machine, from its outcomes. */
export const resultOf = (outcomes: readonly Outcome[], date: string): MachineResult => ({
  date,
  counts: countsOf(outcomes),
  notByClaims: Object.fromEntries(
    outcomes
      .filter(({ verdict }) => verdict !== 'claims' && verdict !== 'equivalent')
      .map(({ mutant, verdict, met, noticed }) => [
        mutant,
        [verdict, ...(met ? [] : ['unmet']), ...noticed].join(', '),
      ]),
  ),
});

/** How many of each verdict. */
export const countsOf = (outcomes: readonly Outcome[]): Readonly<Record<Verdict, number>> =>
  Object.fromEntries(
    verdicts.map((verdict) => [verdict, outcomes.filter((one) => one.verdict === verdict).length]),
  ) as Record<Verdict, number>;

/** The committed results. */
export const readResults = (file: string): Results => JSON.parse(readFileSync(file, 'utf8'));

/** What became of the mutants of each machine, for the score. */
export const countedIn = ({ machines }: Results): readonly (readonly [string, MachineResult['counts']])[] =>
  Object.entries(machines).map(([name, { counts }]) => [name, counts]);

/** Which machines the results lack, as a sentence; nothing if they have all. */
export function lackedBy({ machines }: Results, names: readonly string[]): string {
  const lacked = names.filter((name) => !(name in machines));
  return lacked.length > 0 ? `Not counted yet: ${lacked.join(', ')}.` : '';
}

/** Replaces the results of one machine, and leaves those of the others, which another run found. */
export function saveResult(
  file: string,
  order: readonly string[],
  machine: string,
  result: MachineResult,
): void {
  const known = { ...readResults(file).machines, [machine]: result };
  const machines = Object.fromEntries(order.flatMap((name) => (known[name] ? [[name, known[name]]] : [])));
  writeFileSync(file, `${JSON.stringify({ schema: 1, machines }, null, 1)}\n`);
}
