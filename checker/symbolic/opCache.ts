/** Entries of a new cache. */
const ENTRIES_FIRST = 1 << 10;
/** Entries of the largest: 16 bytes each, so 64 MiB. */
const ENTRIES_MAX = 1 << 22;
const BYTES_PER_ENTRY = 16;

/**
 * Results of one operation, remembered where there is room: a later entry overwrites an earlier one of the
 * same place, which costs time and never truth. A key is a small number and two nodes; no node is 0 in the
 * second place, so 0 there means an empty entry.
 */
export class OpCache {
  private entries = new Int32Array(ENTRIES_FIRST * 4);
  private mask = ENTRIES_FIRST - 1;
  private written = 0;
  private readonly entriesMax: number;

  /** Grows to `bytesMax` at most, but for a small first size. */
  constructor(bytesMax: number) {
    this.entriesMax = Math.min(ENTRIES_MAX, bytesMax / BYTES_PER_ENTRY);
  }

  get bytes(): number {
    return this.entries.byteLength;
  }

  /** The remembered result, or -1. */
  get(what: number, a: number, b: number): number {
    const at = this.placeOf(what, a, b);
    const { entries } = this;
    return entries[at] === what && entries[at + 1] === a && entries[at + 2] === b
      ? (entries[at + 3] as number)
      : -1;
  }

  put(what: number, a: number, b: number, result: number): void {
    if (this.written++ > this.mask && 2 * (this.mask + 1) <= this.entriesMax) this.grow();
    this.write(what, a, b, result);
  }

  /** Forgets every entry that names a node which is about to go. */
  forget(isAlive: (node: number) => boolean): void {
    const { entries } = this;
    for (let at = 0; at < entries.length; at += 4) {
      if (entries[at + 1] === 0) continue;
      const b = entries[at + 2] as number;
      const alive =
        isAlive(entries[at + 1] as number) && (b < 0 || isAlive(b)) && isAlive(entries[at + 3] as number);
      if (!alive) entries[at + 1] = 0;
    }
  }

  private placeOf(what: number, a: number, b: number): number {
    let hash = Math.imul(what, 0x9e3779b1) ^ Math.imul(a, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) & this.mask) << 2;
  }

  private write(what: number, a: number, b: number, result: number): void {
    const at = this.placeOf(what, a, b);
    const { entries } = this;
    entries[at] = what;
    entries[at + 1] = a;
    entries[at + 2] = b;
    entries[at + 3] = result;
  }

  private grow(): void {
    const old = this.entries;
    this.entries = new Int32Array(old.length * 4);
    this.mask = this.entries.length / 4 - 1;
    this.written = 0;
    for (let at = 0; at < old.length; at += 4) {
      const a = old[at + 1] as number;
      if (a !== 0) this.write(old[at] as number, a, old[at + 2] as number, old[at + 3] as number);
    }
  }
}
