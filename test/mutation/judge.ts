import { MachineError } from '../../composition/index.ts';
import { type Difference, differenceIn } from './differenceIn.ts';
import type { Mutant } from './mutant.ts';
import { noticingOf } from './noticing.ts';
import type { Outcome, Verdict } from './outcome.ts';
import type { Subject } from './subject.ts';

/**
 * Finds who notices a mutant: the claims of the designs, the smallest design first, then their graphs, then the other
 * tests of the machine.
 *
 * @param all whether to go on after the first claim that notices.
 */
export async function judge(subject: Subject, mutant: Mutant, all: boolean): Promise<Outcome> {
  const { original, habitats, tests } = subject;
  const { machine, name, operator } = mutant;
  const differences = habitats.map((habitat): Difference => differenceIn(habitat, original, mutant));
  const met = differences.includes('met');
  const outcome = (verdict: Verdict, noticed: readonly string[]): Outcome => ({
    machine,
    mutant: name,
    operator,
    verdict,
    met,
    noticed,
  });
  const byClaims: string[] = [];
  let byGraph: string | undefined;
  try {
    for (const [at, habitat] of habitats.entries()) {
      if (differences[at] !== 'met') continue;
      const { design, claims, graph } = await noticingOf(habitat, original, mutant);
      byClaims.push(...claims.map((claim) => `${design}: ${claim}`));
      if (byClaims.length > 0 && !all) break;
      if (graph) byGraph ??= design;
    }
  } catch (error) {
    // What XState or a claim cannot read is no machine of this catalogue.
    if (!(error instanceof MachineError || error instanceof TypeError || error instanceof RangeError))
      throw error;
    if (byClaims.length === 0) return outcome('refused', [error.message]);
  }
  if (byClaims.length > 0) return outcome('claims', byClaims);
  if (byGraph !== undefined) return outcome('graph', [byGraph]);
  for (const { kind, name: test, notices } of tests) if (await notices(mutant)) return outcome(kind, [test]);
  return outcome(differences.every((difference) => difference === 'none') ? 'equivalent' : 'survivor', []);
}
