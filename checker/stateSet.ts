// Jest's sandbox makes every look-up of a global slow; a module constant is looked up once.
const imul = Math.imul;

/** Bytes that one more state needs beside its words: parent, step, and two table slots at load one half. */
const BYTES_BESIDE_WORDS = 4 + 4 + 8;

/**
 * The visited set of a breadth-first search: packed states in the order found, each with the state and
 * step that found it, and an open-addressing table of their numbers. A class because its arrays grow
 * together.
 */
export class StateSet {
  readonly words: number;
  size = 0;
  /** State i is `data[i * words .. (i + 1) * words)`. Replaced when the set grows. */
  data: Uint32Array;
  /** Number of the state from which state i was first reached; -1 for the initial one. */
  parent: Int32Array;
  /** Number of the step by which it was. */
  via: Int32Array;
  private table: Int32Array;
  private readonly maxBytes: number;

  constructor(words: number, maxBytes: number) {
    this.words = words;
    this.maxBytes = maxBytes;
    const capacity = 1 << 12;
    this.data = new Uint32Array(capacity * words);
    this.parent = new Int32Array(capacity);
    this.via = new Int32Array(capacity);
    this.table = new Int32Array(capacity * 2);
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.data.byteLength + this.parent.byteLength + this.via.byteLength + this.table.byteLength;
  }

  /**
   * Adds the packed state at `source[at ..]` unless it is there already.
   *
   * @returns its number if it is new, -1 if it was known, -2 if there is no memory left for it.
   */
  add(source: Uint32Array, at: number, parent: number, via: number): number {
    const slot = this.slotOf(source, at);
    if (this.table[slot] !== 0) return -1;
    const number = this.size;
    if (number === this.parent.length) {
      if (!this.grow()) return -2;
      return this.add(source, at, parent, via);
    }
    const { words, data } = this;
    for (let w = 0; w < words; w++) data[number * words + w] = source[at + w] as number;
    this.parent[number] = parent;
    this.via[number] = via;
    this.table[slot] = number + 1;
    this.size = number + 1;
    return number;
  }

  /** Number of the packed state at `source[at ..]`, or -1. */
  find(source: Uint32Array, at: number): number {
    return (this.table[this.slotOf(source, at)] as number) - 1;
  }

  /** Step numbers from the initial state to state `number`. */
  pathTo(number: number): number[] {
    const path: number[] = [];
    for (let i = number; (this.parent[i] as number) >= 0; i = this.parent[i] as number)
      path.push(this.via[i] as number);
    return path.reverse();
  }

  private slotOf(source: Uint32Array, at: number): number {
    const { words, table, data } = this;
    const last = table.length - 1;
    let hash = 0x9e3779b9;
    for (let w = 0; w < words; w++) {
      hash = imul(hash ^ (source[at + w] as number), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = imul(hash, 0xc2b2ae35);
    let slot = (hash ^ (hash >>> 16)) & last;
    probe: for (;;) {
      const entry = table[slot] as number;
      if (entry === 0) return slot;
      const base = (entry - 1) * words;
      for (let w = 0; w < words; w++) {
        if (data[base + w] !== source[at + w]) {
          slot = (slot + 1) & last;
          continue probe;
        }
      }
      return slot;
    }
  }

  private grow(): boolean {
    const capacity = this.parent.length * 2;
    if (capacity * (this.words * 4 + BYTES_BESIDE_WORDS) > this.maxBytes || capacity > 2 ** 30) return false;
    const { data, parent, via, words } = this;
    this.data = new Uint32Array(capacity * words);
    this.data.set(data);
    this.parent = new Int32Array(capacity);
    this.parent.set(parent);
    this.via = new Int32Array(capacity);
    this.via.set(via);
    this.table = new Int32Array(capacity * 2);
    for (let i = 0; i < this.size; i++) this.table[this.slotOf(this.data, i * words)] = i + 1;
    return true;
  }
}
