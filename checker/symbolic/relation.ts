import type { Network } from '../network.ts';
import type { Levels } from './levels.ts';

/** The chain of a step that some part refuses in all its local states. */
export const NEVER = 0;
/** The relation that changes nothing and can always be taken. */
export const IDENTITY = 1;

/**
 * What steps do, each as a chain of local moves from its highest level down; levels between two links stay
 * as they are. Chains with a common lower end share it, so that what was computed for one serves the other.
 * Links are numbered from 2.
 */
export interface Relation {
  /** Of a link: its level, and the link below it or IDENTITY. */
  readonly level: readonly number[];
  readonly below: readonly number[];
  /** Of a link: the local states that may follow each local state. */
  readonly edges: readonly (readonly (readonly number[])[])[];
  /** By step: its first link, IDENTITY if it needs none, or NEVER. */
  readonly chains: readonly number[];
  /** The chains that change something, each once. */
  readonly changing: readonly number[];
  /** By level and local state: flat pairs of a local state that may follow and the link to take below. */
  readonly firing: readonly (readonly Int32Array[])[];
}

/** The steps of a network that change something, forwards or backwards. */
export function relationOf(network: Network, levels: Levels, direction: 'forward' | 'backward'): Relation {
  const level: number[] = [0, 0];
  const below: number[] = [0, 0];
  const edges: number[][][] = [[], []];
  const tests: boolean[] = [false, true];
  const links = new Map<string, number>();
  const link = (at: number, to: readonly number[], rest: number): number => {
    const key = `${at}:${rest}:${to.join()}`;
    const known = links.get(key);
    if (known !== undefined) return known;
    const following: number[][] = to.map(() => []);
    to.forEach((target, local) => {
      if (target < 0) return;
      if (direction === 'forward') following[local]?.push(target);
      else following[target]?.push(local);
    });
    level.push(at);
    below.push(rest);
    edges.push(following);
    tests.push(tests[rest] === true && to.every((target, local) => target < 0 || target === local));
    links.set(key, level.length - 1);
    return level.length - 1;
  };

  const chains = network.steps.map(({ moves }) => {
    if (moves.some(({ to }) => Array.from(to).every((target) => target < 0))) return NEVER;
    const ordered = moves
      .filter(({ part, to }) => levels.ofPart[part] !== 0 && !isIdentity(to))
      .sort((a, b) => (levels.ofPart[a.part] as number) - (levels.ofPart[b.part] as number));
    let chain = IDENTITY;
    for (const { part, to } of ordered) chain = link(levels.ofPart[part] as number, Array.from(to), chain);
    return chain;
  });

  const pairs = Array.from(levels.sizes, (size) =>
    Array.from({ length: size }, () => new Map<string, readonly [number, number]>()),
  );
  const changing = [...new Set(chains)].filter((chain) => chain > IDENTITY && !tests[chain]);
  for (const chain of changing) {
    const rest = below[chain] as number;
    edges[chain]?.forEach((following, from) => {
      for (const to of following) {
        if (to === from && tests[rest]) continue;
        pairs[level[chain] as number]?.[from]?.set(`${to},${rest}`, [to, rest]);
      }
    });
  }
  const firing = pairs.map((locals) => locals.map((found) => Int32Array.from([...found.values()].flat())));
  return { level, below, edges, chains, changing, firing };
}

const isIdentity = (to: ArrayLike<number>): boolean =>
  Array.from(to).every((target, local) => target === local);
