import type { Network } from '../network.ts';
import { ReductionError } from '../reductionError.ts';
import type { MemberClass } from './interchangeable.ts';

/** Permutations above which listing them costs more than they save: 8! has 40,320. */
export const GROUP_ORDER_MAX = 50_000;

/** All permutations that some exchanges generate, as they act on states. */
export interface Group {
  /** Local state maps, each once; -1 where a part can never be. */
  readonly maps: readonly Int32Array[];
  readonly elements: readonly GroupElement[];
}

/** One of them: local state q of the image is `maps[map[q]][local state of part source[q]]`. */
export interface GroupElement {
  readonly source: Int32Array;
  readonly map: Int32Array;
  /** By claim and instance: the instance that says of the image what this one says of the state. */
  readonly instances: readonly Int32Array[];
}

/**
 * Lists the group that exchanges within the classes generate.
 *
 * @throws {ReductionError} if there are too many, naming the index sets.
 */
export function groupOf(network: Network, classes: readonly MemberClass[]): Group {
  const order = classes.reduce((n, { members }) => n * factorial(members.length), 1);
  if (order > GROUP_ORDER_MAX)
    throw new ReductionError(
      `${network.name}: ${classes.map(({ set, members }) => `${members.length} of ${set}`).join(' and ')} can be permuted in ${order.toLocaleString('en-US')} ways, and symmetry stops at ${GROUP_ORDER_MAX.toLocaleString('en-US')}: name fewer index sets`,
    );
  const maps: Int32Array[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (map: Int32Array): number => {
    const key = map.join();
    const known = numbers.get(key) ?? maps.push(map) - 1;
    numbers.set(key, known);
    return known;
  };
  const composed = new Map<string, number>();
  const compose = (first: number, second: number): number => {
    const key = `${first},${second}`;
    let known = composed.get(key);
    if (known === undefined) {
      const [before, after] = [maps[first], maps[second]] as [Int32Array, Int32Array];
      known = numberOf(before.map((local) => (local < 0 ? -1 : (after[local] as number))));
      composed.set(key, known);
    }
    return known;
  };
  const generators = classes.flatMap(({ exchanges }) =>
    exchanges.map(({ parts, locals, instances }): GroupElement => {
      const source = new Int32Array(parts.length);
      parts.forEach((image, part) => {
        source[image] = part;
      });
      return { source, map: source.map((part) => numberOf(locals[part] as Int32Array)), instances };
    }),
  );
  // Maps leave out the states that a part can never be in; the identity must do so too, to be one element.
  const reached = classes[0]?.exchanges[0]?.locals;
  const identity: GroupElement = {
    source: Int32Array.from(network.parts.keys()),
    map: Int32Array.from(network.parts, ({ states }, part) =>
      numberOf(Int32Array.from(states.keys(), (local) => ((reached?.[part]?.[local] ?? 0) < 0 ? -1 : local))),
    ),
    instances: network.claims.map(({ instances }) => Int32Array.from(instances.keys())),
  };
  const elements = [identity];
  const seen = new Set([keyOf(identity)]);
  for (const element of elements) {
    for (const { source, map, instances } of generators) {
      const product: GroupElement = {
        source: source.map((part) => element.source[part] as number),
        map: map.map((number, q) => compose(element.map[source[q] as number] as number, number)),
        instances: element.instances.map((of, claim) =>
          of.map((instance) => instances[claim]?.[instance] as number),
        ),
      };
      const key = keyOf(product);
      if (seen.has(key)) continue;
      seen.add(key);
      elements.push(product);
    }
  }
  return { maps, elements };
}

const keyOf = ({ source, map }: GroupElement): string => `${source.join()}/${map.join()}`;
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
