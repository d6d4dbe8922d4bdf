import { type AnyEvent, type Composition, compose, type System, sizesOf } from '../../composition/index.ts';

/** What a device is to the guest. */
export type Trust = 'private' | 'shared';
/** Whether memory lies within the DMA mask of a device. */
export type Reach = 'withinMask' | 'beyondMask';

/** What a design makes of a mapping. */
export interface PolicyOutcome {
  /** `MAP_DIRECT`, `MAP_BOUNCED` or `MAP_ERROR`, with what its address or its pool is. */
  readonly step: string;
  /** Claims that are violated in this very step, or right after it. */
  readonly violated: readonly string[];
}

/** What a claim's table says of a combination that violates it. */
const VIOLATED = 2;

/** States after which the search for what a design makes of mappings is ended. */
const STATES_MAX = 100_000;

/** What a design decides for mappings, asked of its machines. */
export interface Policy {
  readonly name: string;
  /** Every outcome that the design allows for such a mapping; none if no state of it has such a one. */
  outcomes(trust: Trust, dir: string, reach: Reach): readonly PolicyOutcome[];
}

/**
 * Explores the steps that the guest and its own side take in a small world of a design, and notes what it makes
 * of each kind of mapping: the data for a private device is a secret, that for a shared one is public.
 *
 * @param forced whether the host has the guest booted with `swiotlb=force`.
 * @throws {TypeError} for a design in which nothing is mapped.
 *
 * Left out: what host and device do; claims that need more than one mapping to fail.
 */
export function policyOf(system: System, forced: boolean): Policy {
  const sets = sizesOf(system);
  if (!('mapping' in sets && 'page' in sets))
    throw new TypeError(`${system.name} says nothing about DMA mappings`);
  const size = Object.fromEntries(
    Object.keys(sets).map((set) => [set, set === 'page' ? 2 : set === 'pool' ? (sets[set] ?? 1) : 1]),
  );
  if ('slot' in size) size['slot'] = size['pool'] ?? 1;
  const composition = compose({ ...system, narrowed: bothWays(system) }, size);
  const found = explore(composition, forced);
  return {
    name: system.name,
    outcomes: (trust, dir, reach) => [...(found.get(`${trust} ${dir} ${reach}`)?.values() ?? [])],
  };
}

/** A system whose mappings are not narrowed to some directions. */
function bothWays({ narrowed = {} }: System): NonNullable<System['narrowed']> {
  const { MAP_DIRECT, MAP_BOUNCED, ...others } = narrowed;
  const withoutDir = (chosen: typeof MAP_DIRECT) => {
    if (chosen === undefined || chosen === false) return chosen;
    const { dir, ...rest } = chosen;
    return dir ? rest : chosen;
  };
  return {
    ...others,
    ...Object.fromEntries(
      Object.entries({ MAP_DIRECT: withoutDir(MAP_DIRECT), MAP_BOUNCED: withoutDir(MAP_BOUNCED) }).filter(
        ([, chosen]) => chosen !== undefined,
      ),
    ),
  } as NonNullable<System['narrowed']>;
}

function explore(
  { network, world, tables }: Composition,
  forced: boolean,
): Map<string, Map<string, PolicyOutcome>> {
  const found = new Map<string, Map<string, PolicyOutcome>>();
  const part = (name: string) => network.parts.findIndex((one) => one.name === name);
  const device = part('device[0]');
  const field = (p: number, local: number, name: string): unknown =>
    tables[p]?.snapshots[local]?.context[name];
  const mine = network.steps.flatMap(({ by }, s) => {
    const type = world.steps[s]?.event.type;
    return by === 'guest' || by === 'policy' || by === 'tsm' || type === 'CONVERTED' ? [s] : [];
  });
  const force = network.steps.findIndex((_, s) => world.steps[s]?.event.type === 'FORCE_SWIOTLB');
  const after = (state: readonly number[], step: number): number[] | undefined => {
    const next = [...state];
    for (const { part: p, to } of network.steps[step]?.moves ?? []) {
      const target = to[state[p] as number] ?? -1;
      if (target < 0) return undefined;
      next[p] = target;
    }
    return next;
  };
  const initial = network.parts.map((one) => one.initial);
  const start = forced && force >= 0 ? (after(initial, force) ?? initial) : initial;
  const seen = new Set([start.join()]);
  const open = [start];
  for (let state = open.pop(); state && seen.size < STATES_MAX; state = open.pop()) {
    const trust = String(tables[device]?.snapshots[state[device] as number]?.value);
    for (const step of mine) {
      const next = after(state, step);
      if (!next) continue;
      const { event } = world.steps[step] as { event: AnyEvent };
      if (event.type.startsWith('MAP_') && (trust === 'private' || trust === 'shared')) {
        const page = part(`page[${event['page']}]`);
        const local = state[page] as number;
        const content = field(page, local, 'content');
        const reach = String(field(page, local, 'reach'));
        const dirs = 'dir' in event ? [String(event['dir'])] : ['TO_DEVICE', 'FROM_DEVICE', 'BIDIRECTIONAL'];
        for (const dir of dirs) {
          // What a device is to read was written for it.
          if (dir !== 'FROM_DEVICE' && content !== (trust === 'private' ? 'secret' : 'public')) continue;
          note(found, `${trust} ${dir} ${reach}`, event, () => violatedIn(network, state, step, next));
        }
      }
      const key = next.join();
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  return found;
}

function note(
  found: Map<string, Map<string, PolicyOutcome>>,
  kind: string,
  { type, address, memory, why }: AnyEvent,
  violated: () => string[],
): void {
  const told = [address ?? memory, why].filter((word) => word !== undefined);
  const step = told.length > 0 ? `${type} (${told.join(', ')})` : type;
  const outcomes = found.get(kind) ?? new Map<string, PolicyOutcome>();
  found.set(kind, outcomes);
  const before = outcomes.get(step)?.violated ?? [];
  outcomes.set(step, { step, violated: [...new Set([...before, ...violated()])] });
}

/** Claims that a step violates, or the state after it if the one before did not. */
function violatedIn(
  { parts, claims }: Composition['network'],
  before: readonly number[],
  step: number,
  after: readonly number[],
): string[] {
  const marks = (over: readonly number[], table: ArrayLike<number>, state: readonly number[]) =>
    table[over.reduce((index, p) => index * (parts[p]?.states.length ?? 1) + (state[p] as number), 0)];
  return claims.flatMap((claim) => {
    const violated =
      claim.kind === 'always'
        ? claim.instances.some(
            ({ parts: over, table }) =>
              marks(over, table, after) === VIOLATED && marks(over, table, before) !== VIOLATED,
          )
        : claim.kind === 'eachStep' &&
          claim.instances.some(
            (one) => one.step === step && marks(one.parts, one.table, before) === VIOLATED,
          );
    return violated ? [claim.name] : [];
  });
}
