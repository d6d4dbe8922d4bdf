/** Words longer than this, which are lists, come but once or twice. */
const LENGTH_MAX = 40;
/** Words that are kept; device names, directions and events are far fewer. */
const KEPT = 4096;

/** Words of a text of bytes, each made a string once as long as it is remembered. */
export class Words {
  readonly #kept: string[] = new Array<string>(KEPT).fill('');

  /** The word `bytes[start, end)`. What is no ASCII becomes a character for each byte. */
  at(bytes: Uint8Array, start: number, end: number): string {
    if (end - start > LENGTH_MAX) return text(bytes, start, end);
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (hash * 31 + (bytes[i] as number)) | 0;
    const place = (hash ^ (hash >>> 15)) & (KEPT - 1);
    const kept = this.#kept[place] as string;
    if (same(kept, bytes, start, end)) return kept;
    const word = text(bytes, start, end);
    this.#kept[place] = word;
    return word;
  }
}

function same(word: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

const text = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
