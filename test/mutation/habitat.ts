import type { AnyStateMachine } from 'xstate';
import { askedOf } from '../../composition/compose.ts';
import {
  type Composition,
  compose,
  type MachineTable,
  tabulate,
  type World,
  worldOf,
} from '../../composition/index.ts';
import type { Proposal } from '../../proposals/index.ts';
import type { LocalState } from './ask.ts';
import { type OpenRows, openRows } from './openRows.ts';

/** One part of a design, and what it is asked there. */
export interface Inhabitant {
  readonly part: World['parts'][number];
  readonly asked: ReturnType<typeof askedOf>;
  readonly table: MachineTable;
  /** Its local states, by their numbers in the table. */
  readonly states: readonly LocalState[];
}

/** A design as a place for mutants: everything that need not be asked again for each of them. */
export interface Habitat {
  readonly proposal: Proposal;
  /** With the steps that can never happen, which `composition` leaves out. */
  readonly world: World;
  readonly inhabitants: readonly Inhabitant[];
  readonly composition: Composition;
  readonly open: OpenRows;
}

/** Explores a design once. */
export async function habitatOf(proposal: Proposal): Promise<Habitat> {
  const world = worldOf(proposal.system);
  const inhabitants = world.parts.map((part, number): Inhabitant => {
    const asked = askedOf(world, number);
    const table = tabulate(
      part.machine,
      asked.map(({ instance }) => instance),
    );
    const states = table.snapshots.map((snapshot) => ({ key: part.machine.key(snapshot), snapshot }));
    return { part, asked, table, states };
  });
  const [composition, open] = [compose(proposal.system), await openRows(proposal.system)];
  return { proposal, world, inhabitants, composition, open };
}

/** Numbers of the parts that are made from a machine; monitors are claims, and made from none. */
export const partsFrom = ({ world }: Habitat, original: AnyStateMachine): readonly number[] =>
  world.parts.flatMap(({ made, monitors }, number) =>
    made.from === original && monitors === undefined ? [number] : [],
  );
