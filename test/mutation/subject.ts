import type { AnyStateMachine } from 'xstate';
import { machines } from '../../machines/index.ts';
import { type Proposal, proposals } from '../../proposals/index.ts';
import { type Habitat, habitatOf, partsFrom } from './habitat.ts';
import { initialContents } from './initialContents.ts';
import type { Mutant } from './mutant.ts';
import { mutantsOf } from './mutantsOf.ts';
import { type MachineTest, testsOf } from './testsOf.ts';

/** A machine of the catalogue, with all that is known of it. */
export interface Subject {
  readonly original: AnyStateMachine;
  readonly mutants: readonly Mutant[];
  /** The designs that have it, the smallest first. */
  readonly habitats: readonly Habitat[];
  /** Its other tests. */
  readonly tests: readonly MachineTest[];
}

export type MachineName = keyof typeof machines;

/** The designs that have a machine, the smallest first. */
export const designsWith = (original: AnyStateMachine): readonly Proposal[] =>
  proposals
    .filter(({ system }) => Object.values(system.families).some(({ machine }) => machine === original))
    .sort((a, b) => (a.pinned?.states ?? 0) - (b.pinned?.states ?? 0));

/** Designs explored for the subject before, which may be wanted for the next one too. */
let known = new Map<Proposal, Habitat>();

/** Explores what a machine of the catalogue lives in. */
export async function subjectOf(name: MachineName): Promise<Subject> {
  const original: AnyStateMachine = machines[name];
  const habitats: Habitat[] = [];
  for (const proposal of designsWith(original))
    habitats.push(known.get(proposal) ?? (await habitatOf(proposal)));
  known = new Map(habitats.map((habitat) => [habitat.proposal, habitat]));
  const inhabitants = habitats.flatMap((habitat) =>
    partsFrom(habitat, original).flatMap((number) => habitat.inhabitants[number] ?? []),
  );
  const mutants = [
    ...mutantsOf(name, original),
    ...initialContents(
      name,
      original,
      inhabitants.map(({ part }) => part.made.input),
      inhabitants.flatMap(({ table }) => table.snapshots.map(({ context }) => context)),
    ),
  ];
  return { original, mutants, habitats, tests: testsOf(name, original) };
}
