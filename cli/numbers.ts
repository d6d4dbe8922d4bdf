import { UsageError } from './usageError.ts';

/**
 * A whole number of at least 1, as an option's value.
 *
 * @throws {UsageError} for anything else.
 */
export const countOption =
  (option: string) =>
  (text: string): number =>
    countOf(`${option} ${text}`, text);

function countOf(written: string, text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (!Number.isSafeInteger(count) || count < 1)
    throw new UsageError(`${written}: give a whole number of at least 1`);
  return count;
}

/**
 * Sizes by index set, from `page=2,slot=2`.
 *
 * @throws {UsageError} for anything else, and for a size below 1.
 */
export function sizeOption(
  text: string,
  earlier: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const sizes: Record<string, number> = { ...earlier };
  for (const part of text.split(',')) {
    const [, set, count] = /^(\w+)=(\w+)$/.exec(part.trim()) ?? [];
    if (set === undefined || count === undefined)
      throw new UsageError(`--size ${text}: give index sets and their sizes, as in page=2,slot=2`);
    sizes[set] = countOf(`--size ${part.trim()}`, count);
  }
  return sizes;
}

/** For people: digits in groups of three. */
export const grouped = (count: number | bigint): string => count.toLocaleString('en-US');

/** For programs: a number while JSON readers keep it exact, then decimal digits in a string. */
export const jsonCount = (count: number | bigint): number | string =>
  count > Number.MAX_SAFE_INTEGER ? BigInt(count).toString() : Number(count);

/** `page=2, slot=1`. */
export const sizeText = (size: Readonly<Record<string, number>>): string =>
  Object.entries(size)
    .map(([set, count]) => `${set}=${count}`)
    .join(', ');
