import { hashOf } from './hashOf.ts';
import type { Known } from './known.ts';

/** Bytes that one more state needs beside its words: parent, step, and two table slots at load one half. */
export const BYTES_BESIDE_WORDS = 4 + 4 + 8;

/**
 * The visited set of a breadth-first search: packed states in the order found, each with the state and
 * step that found it, and an open-addressing table of their numbers. A class because its arrays grow
 * together.
 */
export class StateSet implements Known {
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

  copy(number: number, into: Uint32Array): void {
    const { words, data } = this;
    for (let w = 0; w < words; w++) into[w] = data[number * words + w] as number;
  }

  parentOf(number: number): number {
    return this.parent[number] as number;
  }

  pathTo(number: number): number[] {
    const path: number[] = [];
    for (let i = number; (this.parent[i] as number) >= 0; i = this.parent[i] as number)
      path.push(this.via[i] as number);
    return path.reverse();
  }

  private slotOf(source: Uint32Array, at: number): number {
    const { words, table, data } = this;
    const last = table.length - 1;
    let slot = hashOf(words, source, at) & last;
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
