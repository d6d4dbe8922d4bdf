/** What can be left out of a set, as bit sets. */
export interface RemovableSets {
  /** The largest sets that can be left out: each can, and no rule more; the largest known if there are surprises. */
  readonly largest: readonly number[];
  /** The smallest sets that cannot be left out. */
  readonly smallestNot: readonly number[];
  /** How many sets were asked about. */
  readonly asked: number;
  /** How many sets were asked about although the answer followed from others. */
  readonly sampled: number;
  /** Sets that cannot be left out although a larger one can: what the search goes by is then not true. */
  readonly surprises: readonly number[];
}

/**
 * The border between the sets of `count` things that can be left out together and those that cannot, on the assumption
 * that what can be left out can also be left out in part. Nobody is asked whose answer follows from that, but for a
 * sample of them, spread evenly, in which the assumption is tested.
 *
 * Source: the enumeration of Liffiton, Previti, Malik and Marques-Silva, "Fast, flexible MUS enumeration" (2016).
 *
 * @throws {RangeError} for more than 20 things.
 */
export async function removableSets(
  count: number,
  removable: (set: number) => Promise<boolean>,
  sample = 8,
): Promise<RemovableSets> {
  if (count > 20) throw new RangeError(`${count} rules have too many sets to look through; at most 20`);
  const answers = new Map<number, boolean>();
  const ask = async (set: number): Promise<boolean> => {
    const answer = answers.get(set) ?? (await removable(set));
    answers.set(set, answer);
    return answer;
  };
  const largest: number[] = [];
  const smallestNot: number[] = [];
  const foretold = (set: number): boolean | undefined => {
    if (largest.some((known) => (set & ~known) === 0)) return true;
    return smallestNot.some((known) => (known & ~set) === 0) ? false : undefined;
  };
  for (let one = 1; one < 2 ** count; one *= 2) if (!(await ask(one))) smallestNot.push(one);
  // From the whole down: where nothing stands against it, everything can be left out at once.
  for (let set = 2 ** count - 1; set >= 0; set--) {
    if (foretold(set) !== undefined) continue;
    let border = set;
    const can = await ask(set);
    for (let bit = 1; bit < 2 ** count; bit *= 2) {
      if (can === (border & bit) > 0) continue;
      if ((await ask(border ^ bit)) === can) border ^= bit;
    }
    (can ? largest : smallestNot).push(border);
  }
  const asked = answers.size;
  const followed = Array.from({ length: 2 ** count }, (_, set) => set).filter((set) => !answers.has(set));
  const chosen = followed.filter(
    (_, i) => Math.floor((i * sample) / followed.length) !== Math.floor(((i - 1) * sample) / followed.length),
  );
  for (const set of chosen) await ask(set);
  const can = [...answers].filter(([, answer]) => answer).map(([set]) => set);
  const surprises = [...answers]
    .filter(([set, answer]) => !answer && can.some((larger) => (set & ~larger) === 0))
    .map(([set]) => set);
  return { largest: largestOf([...largest, ...can]), smallestNot, asked, sampled: chosen.length, surprises };
}

const largestOf = (sets: readonly number[]): number[] =>
  [...new Set(sets)].filter((set) => !sets.some((larger) => larger !== set && (set & ~larger) === 0));
