/**
 * Numbers sets of keys, each together with the class that it refines: equal ones get equal numbers, in the order in which they
 * first come. Sets are compared, not only their hashes. A class, since its arrays grow together.
 */
export class SignatureTable {
  count = 0;
  /** Signature c is `pool[start[c] .. start[c + 1])`, ascending. */
  private pool = new Float64Array(1 << 12);
  private start = new Int32Array(1 << 10);
  private classes = new Int32Array(1 << 10);
  private slots = new Int32Array(1 << 11);
  private keys = new Float64Array(1 << 8);
  private size = 0;

  /** Begins a set. */
  begin(): void {
    this.size = 0;
  }

  /** Adds a key to the set, which may be in it already. */
  include(key: number): void {
    if (this.size === this.keys.length) {
      const larger = new Float64Array(this.size * 2);
      larger.set(this.keys);
      this.keys = larger;
    }
    this.keys[this.size++] = key;
  }

  /** Adds every key of an earlier set. */
  includeSignature(number: number): void {
    const end = this.start[number + 1] as number;
    for (let i = this.start[number] as number; i < end; i++) this.include(this.pool[i] as number);
  }

  /** The number of the set that was begun, as a part of class `of`. */
  classOf(of: number): number {
    const { keys } = this;
    const size = distinct(keys, this.size);
    const last = this.slots.length - 1;
    let slot = hashOf(of, keys, 0, size) & last;
    for (let entry = this.slots[slot] as number; entry !== 0; entry = this.slots[slot] as number) {
      if (this.isAt(entry - 1, of, size)) return entry - 1;
      slot = (slot + 1) & last;
    }
    const number = this.count++;
    this.slots[slot] = number + 1;
    this.keep(number, of, size);
    if (this.count * 2 > this.slots.length) this.rehash();
    return number;
  }

  private isAt(number: number, of: number, size: number): boolean {
    const { pool, keys } = this;
    const from = this.start[number] as number;
    if (this.classes[number] !== of || (this.start[number + 1] as number) - from !== size) return false;
    for (let i = 0; i < size; i++) if (pool[from + i] !== keys[i]) return false;
    return true;
  }

  private keep(number: number, of: number, size: number): void {
    const from = this.start[number] as number;
    if (number + 2 > this.start.length) {
      this.start = grown(this.start);
      this.classes = grown(this.classes);
    }
    while (from + size > this.pool.length) {
      const larger = new Float64Array(this.pool.length * 2);
      larger.set(this.pool);
      this.pool = larger;
    }
    this.pool.set(this.keys.subarray(0, size), from);
    this.classes[number] = of;
    this.start[number + 1] = from + size;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const last = this.slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      const [from, to] = [this.start[number] as number, this.start[number + 1] as number];
      let slot = hashOf(this.classes[number] as number, this.pool, from, to) & last;
      while (this.slots[slot] !== 0) slot = (slot + 1) & last;
      this.slots[slot] = number + 1;
    }
  }
}

function hashOf(of: number, keys: Float64Array, from: number, to: number): number {
  let hash = of;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (keys[i] as number), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 16);
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}

/** Up to here sorting by insertion is quicker than a call of `sort`. */
const FEW = 24;

/** Sorts the first keys and puts each once to the front. Returns how many these are. */
function distinct(keys: Float64Array, size: number): number {
  if (size > FEW) keys.subarray(0, size).sort();
  else
    for (let i = 1; i < size; i++) {
      const key = keys[i] as number;
      let j = i;
      for (; j > 0 && (keys[j - 1] as number) > key; j--) keys[j] = keys[j - 1] as number;
      keys[j] = key;
    }
  let kept = 0;
  for (let i = 0; i < size; i++) if (i === 0 || keys[i] !== keys[i - 1]) keys[kept++] = keys[i] as number;
  return kept;
}
