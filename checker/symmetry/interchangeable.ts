import type { Network } from '../network.ts';
import { ReductionError } from '../reductionError.ts';
import type { Indexed, Scalarsets } from '../scalarsets.ts';
import { type Automorphism, automorphism } from './automorphism.ts';

/** Members of one index set that can be exchanged with each other at will. */
export interface MemberClass {
  readonly set: string;
  readonly members: readonly number[];
  /** Exchanges of the first member with each of the others. */
  readonly exchanges: readonly Automorphism[];
}

/** What was found of the index sets of a network. */
export interface Interchangeable {
  /** Those of two members or more. */
  readonly classes: readonly MemberClass[];
  /** A sentence for each pair of members that cannot be exchanged: what tells them apart. */
  readonly asymmetries: readonly string[];
}

/**
 * Tries to exchange the members of the named index sets, each with the first of its like: exchanges with
 * one member generate all permutations, and whatever automorphisms generate is one.
 *
 * @throws {ReductionError} if the network does not say what belongs to which member, or has no such set.
 */
export function interchangeable(network: Network, sets?: readonly string[]): Interchangeable {
  const { scalarsets } = network;
  if (!scalarsets) throw new ReductionError(`${network.name} does not say which index sets it has`);
  const known = Object.keys(scalarsets.sizes);
  const strange = sets?.find((set) => !known.includes(set));
  if (strange !== undefined)
    throw new ReductionError(`${network.name} has no index set ${strange} (it has ${known.join(', ')})`);
  const classes: MemberClass[] = [];
  const asymmetries: string[] = [];
  for (const set of sets ?? known) {
    const found: { members: number[]; exchanges: Automorphism[] }[] = [];
    for (let member = 0; member < (scalarsets.sizes[set] ?? 0); member++) {
      const others: string[] = [];
      const joined = found.some(({ members, exchanges }) => {
        const first = members[0] as number;
        const exchange = exchangeOf(network, scalarsets, set, first, member);
        if (typeof exchange === 'string') {
          others.push(`${set} ${first} and ${member} are not interchangeable: ${exchange}`);
          return false;
        }
        members.push(member);
        exchanges.push(exchange);
        return true;
      });
      if (joined) continue;
      found.push({ members: [member], exchanges: [] });
      asymmetries.push(...others);
    }
    classes.push(...found.filter(({ members }) => members.length > 1).map((of) => ({ set, ...of })));
  }
  return { classes, asymmetries };
}

/** The automorphism that exchanges two members, or in words why there is none. */
function exchangeOf(
  network: Network,
  { parts, steps }: Scalarsets,
  set: string,
  a: number,
  b: number,
): Automorphism | string {
  const exchanged = (all: readonly Indexed[], named: readonly { readonly name: string }[]) => {
    const keyOf = ({ kind, at }: Indexed) => `${kind} ${at.map(([s, m]) => `${s}=${m}`).join()}`;
    const numbers = new Map(all.map((of, number) => [keyOf(of), number]));
    const renamed = new Int32Array(all.length);
    for (const [number, { kind, at }] of all.entries()) {
      const swap = (member: number) => (member === a ? b : member === b ? a : member);
      const other = numbers.get(
        keyOf({ kind, at: at.map(([s, m]) => [s, s === set ? swap(m) : m] as const) }),
      );
      if (other === undefined) return `nothing corresponds to ${named[number]?.name}`;
      renamed[number] = other;
    }
    return renamed;
  };
  const renamedParts = exchanged(parts, network.parts);
  if (typeof renamedParts === 'string') return renamedParts;
  const renamedSteps = exchanged(steps, network.steps);
  if (typeof renamedSteps === 'string') return renamedSteps;
  return automorphism(network, renamedParts, renamedSteps);
}
