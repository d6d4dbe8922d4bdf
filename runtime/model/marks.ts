import type { Content } from '../../machines/index.ts';

/** Bytes of a mark. What memory holds is told by the mark at its start. */
export const MARK_SIZE = 32;

/** How a secret begins; two runs with different words differ in their secrets and in nothing else. */
export const SECRET = 'SECRET';

const PUBLIC = filled('public: for all ');
const STALE = filled('stale: of others');
const ZERO = Buffer.alloc(MARK_SIZE);

/**
 * Bytes that say what they are. A secret carries the number of the tenancy of memory that it was made for,
 * so that it is still recognised, as `stale`, once that memory is somebody else's.
 *
 * @param word 6 characters that begin every secret.
 */
export function markOf(content: Content, tenancy: number, word: string = SECRET): Buffer {
  if (content === 'secret') return filled(`${word.padEnd(6)}${tenancy.toString(16).padStart(10, '0')}`);
  return { zero: ZERO, public: PUBLIC, stale: STALE }[content];
}

/**
 * What bytes hold for whoever has the memory in this tenancy: the content that the checked machines speak
 * of. Undefined for bytes that are nobody's mark, such as ciphertext.
 */
export function contentOf(bytes: Buffer, tenancy: number, word: string = SECRET): Content | undefined {
  const start = bytes.subarray(0, 16);
  if (is(start, ZERO)) return 'zero';
  if (is(start, PUBLIC)) return 'public';
  if (is(start, STALE)) return 'stale';
  if (start.toString('latin1', 0, word.length) !== word) return undefined;
  return Number.parseInt(start.toString('latin1', 6), 16) === tenancy ? 'secret' : 'stale';
}

const is = (start: Buffer, mark: Buffer): boolean => start.equals(mark.subarray(0, 16));

function filled(text: string): Buffer {
  return Buffer.alloc(MARK_SIZE, text, 'latin1');
}
