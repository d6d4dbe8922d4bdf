import type { AnyStateMachine } from 'xstate';
import { tabulateClaim } from '../../composition/claimTables.ts';
import { askedOf, assemble } from '../../composition/compose.ts';
import {
  type Claim,
  type Composition,
  MachineError,
  type MachineTable,
  machineOf,
  stateLabel,
  type World,
} from '../../composition/index.ts';
import { answerIn, initialOf, type LocalState } from './ask.ts';
import { type Habitat, type Inhabitant, partsFrom } from './habitat.ts';
import type { Mutant } from './mutant.ts';

/** Local states above which a mutant is taken to count without end. */
const STATES_MIN = 500;
const GROWTH_MAX = 4;

/**
 * What `compose` makes of a design with a mutant in place of its machine, made from what is known of the design: the
 * mutant is asked only where it may differ, and claims that are not about it keep their tables.
 *
 * @throws {MachineError} if the mutant cannot answer, or has no end of states.
 */
export function composeMutant(habitat: Habitat, original: AnyStateMachine, mutant: Mutant): Composition {
  const { world, inhabitants, composition } = habitat;
  const mutated = partsFrom(habitat, original);
  const changed = mutant.deaf ? withoutListeners(world, mutant, mutated) : world;
  const tables = inhabitants.map(({ table }, number) =>
    mutated.includes(number) ? tableOf(habitat, changed, number, mutated, mutant) : table,
  );
  const families = mutated.map((number) => world.parts[number]?.family);
  // By the same numbers, since otherwise the first is another one.
  const sameStates = mutated.every((number) => {
    const [before = [], after = []] = [inhabitants[number]?.table.snapshots, tables[number]?.snapshots];
    return before.length === after.length && before[0] === after[0];
  });
  const namesOf = ({ steps }: World) => steps.map(({ name }) => name).join();
  /** Whether a claim says of the mutant what it says of the machine. */
  const unaffected = (claim: Claim, living: World): boolean => {
    if (claim.kind === 'monitor') return true;
    const elsewhere = !claim.over.some((family) => families.includes(family));
    if (claim.kind === 'always' || claim.kind === 'possible' || claim.kind === 'sometimes')
      return elsewhere || sameStates;
    if (namesOf(living) !== namesOf(composition.world)) return false;
    if (claim.kind !== 'eachStep') return elsewhere || sameStates;
    const { on } = claim;
    return (
      elsewhere ||
      (sameStates && on !== undefined && mutant.types?.some((type) => on.includes(type)) === false)
    );
  };
  return assemble(changed, tables, (living, ofParts, moves, claim) => {
    const known = composition.network.claims.find(({ name }) => name === claim.name);
    return known && unaffected(claim, living) ? known : tabulateClaim(living, ofParts, moves, claim);
  });
}

/** The world in which some parts no longer take part in steps, except where nobody else does: there they refuse. */
const withoutListeners = (world: World, { types = [] }: Mutant, deaf: readonly number[]): World => ({
  ...world,
  steps: world.steps.map((step) =>
    types.includes(step.event.type) && !step.parts.every((part) => deaf.includes(part))
      ? { ...step, parts: step.parts.filter((part) => !deaf.includes(part)) }
      : step,
  ),
});

function tableOf(
  { inhabitants }: Habitat,
  world: World,
  number: number,
  mutated: readonly number[],
  mutant: Mutant,
): MachineTable {
  const { part, asked, table, states } = inhabitants[number] as Inhabitant;
  const machine = machineOf(mutant.made, part.made.input);
  const numberBefore = new Map(states.map(({ key }, s) => [key, s]));
  const rows = askedOf(world, number).map(({ step, instance: { event } }) => ({
    event,
    alone: world.steps[step]?.parts.every((one) => mutated.includes(one)) ?? false,
    before:
      mutant.types?.includes(event.type) === false
        ? table.next[asked.findIndex((one) => one.step === step)]
        : undefined,
  }));
  const initial = initialOf(machine);
  if (initial === undefined || initial instanceof MachineError)
    throw initial ?? new MachineError(machine.id, 'does not start');
  // States of the machine keep their numbers, whether the mutant reaches them or not, and with them the claims their tables.
  const found: LocalState[] = initial.key === states[0]?.key ? [...states] : [initial];
  const numbers = new Map(found.map(({ key }, s) => [key, s]));
  const next: number[][] = rows.map(() => []);
  for (let s = 0; s < found.length; s++) {
    const state = found[s] as LocalState;
    const before = numberBefore.get(state.key);
    rows.forEach((row, e) => {
      const answer =
        row.before && before !== undefined
          ? states[row.before[before] as number]
          : answerIn(mutant, machine, state, row.event, row.alone);
      if (answer instanceof MachineError) throw answer;
      if (answer && !numbers.has(answer.key)) {
        numbers.set(answer.key, found.length);
        found.push(answer);
      }
      next[e]?.push(answer ? (numbers.get(answer.key) as number) : -1);
    });
    const most = STATES_MIN + GROWTH_MAX * states.length;
    if (found.length > most) throw new MachineError(machine.id, `has more than ${most} local states`);
  }
  const snapshots = found.map(({ snapshot }) => snapshot);
  return { snapshots, labels: snapshots.map(stateLabel), next: next.map((row) => Int32Array.from(row)) };
}
