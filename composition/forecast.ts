import { bytesPerState, check } from '../checker/index.ts';
import { compose } from './compose.ts';
import { type System, sizesOf } from './system.ts';

type Sizes = Readonly<Record<string, number>>;

/** How large a world will be, told from smaller ones. An order of magnitude, not a bound. */
export interface Forecast {
  readonly size: Sizes;
  readonly states: number;
  /** Memory that a list of these states needs, in bytes. */
  readonly bytes: number;
  /** Seconds that the explicit engine needs, as fast as it was in the largest of the smaller worlds. */
  readonly seconds: number;
  /** The smaller worlds that were searched. */
  readonly measured: readonly { readonly size: Sizes; readonly states: number }[];
  /** The index set whose size is best lowered, and the states with one member less of it. */
  readonly lower?: { readonly set: string; readonly states: number };
}

/** States up to which a smaller world is searched. */
const NEIGHBOUR_STATES_MAX = 30_000;
/** The same where a world with one member more is the only way to learn how an index set grows. */
const STEP_STATES_MAX = 4_000_000;

/**
 * Forecasts the states of a world. From the smallest sizes, one member more is added to one index set after
 * the other as long as the world is small; from the last ones, the logarithm of the number of states is
 * continued by its slope in each index set, by what pairs of them add, and by half of its curvature, since
 * growth settles.
 *
 * @param wanted sizes to forecast, by index set; the system's own where none is given.
 * @param from sizes to begin with; 1 where none is given.
 * @throws {RangeError} if the smallest world, or one with a single member more, is too large to learn from.
 * @throws whatever {@link compose} refuses.
 */
export async function forecast(system: System, wanted: Sizes = {}, from: Sizes = {}): Promise<Forecast> {
  const size = sizesOf(system, wanted);
  const sets = Object.keys(size);
  const known = new Map<string, { size: Sizes; states: number; seconds: number } | undefined>();
  const keyOf = (of: Sizes) => sets.map((set) => of[set]).join();
  const search = async (of: Sizes, maxStates = NEIGHBOUR_STATES_MAX): Promise<boolean> => {
    const report = await check(compose(system, of), { maxStates });
    const { states, seconds, complete } = report;
    known.set(keyOf(of), complete ? { size: of, states: Number(states), seconds } : undefined);
    return complete;
  };
  let corner: Sizes = Object.fromEntries(sets.map((set) => [set, Math.min(from[set] ?? 1, size[set] ?? 1)]));
  if (!(await search(corner)))
    throw new RangeError(
      `${system.name}: the smallest world has more than ${NEIGHBOUR_STATES_MAX.toLocaleString('en-US')} states, too many to forecast from`,
    );
  for (let growing = sets; growing.length > 0; ) {
    const still: string[] = [];
    for (const set of growing) {
      const larger = { ...corner, [set]: (corner[set] ?? 1) + 1 };
      if ((larger[set] ?? 1) > (size[set] ?? 1) || !(await search(larger))) continue;
      corner = larger;
      still.push(set);
    }
    growing = still;
  }

  /** Logarithm of the states with so many members less than the corner has, of up to two sets; searched if need be. */
  const logAt = async (less: Sizes): Promise<number | undefined> => {
    const of = Object.fromEntries(sets.map((set) => [set, (corner[set] ?? 1) - (less[set] ?? 0)]));
    if (sets.some((set) => (of[set] ?? 1) < (from[set] ?? 1))) return undefined;
    if (!known.has(keyOf(of))) await search(of);
    const states = known.get(keyOf(of))?.states;
    return states === undefined ? undefined : Math.log(states);
  };
  const here = (await logAt({})) ?? 0;
  /** For a set that could not be enlarged: by the world with one member more, if that can be searched at all. */
  const slopeUpwards = async (set: string): Promise<number> => {
    if (size[set] === corner[set]) return 0;
    const larger = { ...corner, [set]: (corner[set] ?? 1) + 1 };
    if (!(await search(larger, STEP_STATES_MAX)))
      throw new RangeError(
        `${system.name}: with ${set}=${larger[set]} even the smallest world has more than ${STEP_STATES_MAX.toLocaleString('en-US')} states, too many to forecast from`,
      );
    return Math.log(known.get(keyOf(larger))?.states ?? 1) - here;
  };
  const slopes = new Map<string, { slope: number; curvature: number }>();
  for (const set of sets) {
    const [one, two] = [await logAt({ [set]: 1 }), await logAt({ [set]: 2 })];
    const slope = one === undefined ? await slopeUpwards(set) : here - one;
    const curvature = one === undefined || two === undefined ? 0 : (here - 2 * one + two) / 2;
    slopes.set(set, { slope, curvature });
  }
  const crosses: { a: string; b: string; cross: number }[] = [];
  for (const [i, a] of sets.entries()) {
    for (const b of sets.slice(i + 1)) {
      const terms = [await logAt({ [a]: 1 }), await logAt({ [b]: 1 }), await logAt({ [a]: 1, [b]: 1 })];
      const [first, second, both] = terms;
      if (first !== undefined && second !== undefined && both !== undefined)
        crosses.push({ a, b, cross: here - first - second + both });
    }
  }
  const statesAt = (of: Sizes): number => {
    const more = (set: string) => (of[set] ?? 1) - (corner[set] ?? 1);
    let log = here;
    for (const [set, { slope, curvature }] of slopes)
      log += more(set) * slope + (curvature * more(set) * (more(set) + 1)) / 2;
    for (const { a, b, cross } of crosses) log += more(a) * more(b) * cross;
    return Math.round(Math.exp(log));
  };

  const measured = [...known.values()].flatMap((of) => (of ? [of] : []));
  const largest = measured.reduce((a, b) => (a.states >= b.states ? a : b));
  const states = statesAt(size);
  const lowered = sets
    .filter((set) => (size[set] ?? 1) > (from[set] ?? 1))
    .map((set) => ({ set, states: statesAt({ ...size, [set]: (size[set] ?? 1) - 1 }) }))
    .sort((a, b) => a.states - b.states);
  return {
    size,
    states,
    bytes: states * bytesPerState(compose(system, size).network),
    seconds: (states * largest.seconds) / largest.states,
    measured: measured.map(({ size: of, states: found }) => ({ size: of, states: found })),
    ...(lowered[0] ? { lower: lowered[0] } : {}),
  };
}
