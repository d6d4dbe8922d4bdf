/** One alternative: values that each of some columns may have. */
export type Alternative = readonly (readonly number[])[];

/** A condition on rows of numbers: one of the alternatives is met, in the columns that it is about. */
export interface Condition {
  readonly columns: readonly number[];
  readonly anyOf: readonly Alternative[];
}

/** Columns that are looked at together, at most, before all of them are taken. */
const TOGETHER_MAX = 3;

/**
 * A short condition that is met by all rows of `inside` and by none of `outside`: about as few columns as will do if
 * these are up to three, and otherwise about all; with alternatives as wide as they can be, and none to spare.
 *
 * @throws {TypeError} if a row is in both.
 */
export function conditionOf(
  inside: readonly (readonly number[])[],
  outside: readonly (readonly number[])[],
): Condition {
  const all = [...(inside[0] ?? []).keys()];
  const columns = fewest(all, inside, outside) ?? all;
  const project = (rows: readonly (readonly number[])[]): number[][] => [
    ...new Map(
      rows.map((row) => [keyOf(row, columns), columns.map((column) => row[column] as number)]),
    ).values(),
  ];
  const [wanted, others] = [project(inside), project(outside)];
  if (others.some((row) => wanted.some((one) => one.join() === row.join())))
    throw new TypeError('no condition tells rows apart that are alike');
  const values = columns.map((_, c) =>
    [...new Set([...wanted, ...others].map((row) => row[c] as number))].sort((a, b) => a - b),
  );
  const widened = wanted.map((row) => widen(row, values, others));
  return { columns, anyOf: withoutSpare(widened, wanted) };
}

const keyOf = (row: readonly number[], columns: readonly number[]): string =>
  columns.map((column) => row[column]).join();

function fewest(
  all: readonly number[],
  inside: readonly (readonly number[])[],
  outside: readonly (readonly number[])[],
): readonly number[] | undefined {
  let sets: readonly (readonly number[])[] = [[]];
  for (let size = 0; size <= Math.min(TOGETHER_MAX, all.length); size++) {
    for (const columns of sets) {
      const keys = new Set(inside.map((row) => keyOf(row, columns)));
      if (!outside.some((row) => keys.has(keyOf(row, columns)))) return columns;
    }
    sets = sets.flatMap((columns) =>
      all.filter((column) => column > (columns.at(-1) ?? -1)).map((column) => [...columns, column]),
    );
  }
  return undefined;
}

const meets = (row: readonly number[], alternative: Alternative): boolean =>
  row.every((value, c) => alternative[c]?.includes(value));

/** Value by value, as long as no other row meets it. */
function widen(
  row: readonly number[],
  values: readonly (readonly number[])[],
  others: readonly (readonly number[])[],
): Alternative {
  let wide: Alternative = row.map((value) => [value]);
  values.forEach((possible, c) => {
    for (const value of possible) {
      if (wide[c]?.includes(value)) continue;
      const wider = wide.map((some, at) => (at === c ? [...some, value].sort((a, b) => a - b) : some));
      if (!others.some((other) => meets(other, wider))) wide = wider;
    }
  });
  return wide;
}

/** Alternatives that are taken for what they cover alone, the widest first. */
function withoutSpare(
  alternatives: readonly Alternative[],
  wanted: readonly (readonly number[])[],
): Alternative[] {
  const width = (alternative: Alternative): number => alternative.reduce((sum, some) => sum + some.length, 0);
  const chosen: Alternative[] = [];
  let rest = [...wanted];
  for (const alternative of [...alternatives].sort((a, b) => width(b) - width(a))) {
    const left = rest.filter((row) => !meets(row, alternative));
    if (left.length < rest.length) chosen.push(alternative);
    rest = left;
  }
  return chosen;
}
