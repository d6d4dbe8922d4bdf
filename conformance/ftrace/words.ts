/** Words longer than this, which a trace has no reason to repeat, are made anew each time. */
const LENGTH_MAX = 40;
/** Words that are kept; device names, directions and events are far fewer. */
const KEPT = 4096;

/** Bytes at the end of a word that its place comes from: words of one length mostly differ there. */
const TAIL = 6;

/** What the words of a text of bytes mean, each asked for once as long as it is remembered. */
export class Words<T> {
  readonly #meaningOf: (word: string) => T;
  readonly #kept: string[] = new Array<string>(KEPT).fill('');
  readonly #meanings: T[] = [];

  constructor(meaningOf: (word: string) => T) {
    this.#meaningOf = meaningOf;
  }

  /** What the word `bytes[start, end)` means. What is no ASCII becomes a character for each byte. */
  at(bytes: Uint8Array, start: number, end: number): T {
    if (start === end || end - start > LENGTH_MAX) return this.#meaningOf(textOf(bytes, start, end));
    let hash = end - start;
    for (let i = Math.max(start, end - TAIL); i < end; i++) hash = (hash * 31 + (bytes[i] as number)) | 0;
    const place = (hash ^ (hash >>> 15)) & (KEPT - 1);
    if (same(this.#kept[place] as string, bytes, start, end)) return this.#meanings[place] as T;
    const word = textOf(bytes, start, end);
    const meaning = this.#meaningOf(word);
    this.#kept[place] = word;
    this.#meanings[place] = meaning;
    return meaning;
  }
}

function same(word: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

/** The text `bytes[start, end)`, a character for each byte. */
export const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
