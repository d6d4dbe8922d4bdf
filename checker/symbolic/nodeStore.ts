import { OpCache } from './opCache.ts';
import { WorkStack } from './workStack.ts';

/** The empty set. */
export const EMPTY = 0;
/** The one way of having no levels left. */
export const UNIT = 1;

/** Words before a node's children: its level, and the next node in its bucket of the unique table. */
export const HEADER = 2;
/** A mark beside the level: reached by the collection under way, or no node at all. */
const MARKED = 1 << 29;
const FREE = 1 << 30;
const LEVEL = MARKED - 1;

const WORDS_FIRST = 1 << 12;
const BUCKETS_FIRST = 1 << 10;
/** A cache may have one part in so many of all memory. */
const CACHE_SHARE = 16;
/** Words made since the last collection before the next one is worth its while: 16 MiB. */
const WORDS_BETWEEN_COLLECTIONS = 1 << 22;

/** Nodes made since the last collection before the next one can be worth its while. */
const NODES_BETWEEN_COLLECTIONS = 64;

/** The diagrams do not fit in the memory, or the number of nodes, that they were given. */
export class OutOfNodes extends Error {
  override readonly name = 'OutOfNodes';
  readonly reason: 'memory' | 'nodes';

  constructor(reason: 'memory' | 'nodes') {
    super(`the decision diagrams have no ${reason} left`);
    this.reason = reason;
  }
}

/**
 * Decision diagrams over `sizes.length - 1` levels, level 1 at the bottom. A node of level k has one child
 * for each of `sizes[k]` local states: a node of level k-1, or EMPTY. No level is skipped, no two nodes are
 * alike and no node is empty, so equal sets are equal numbers. A node is the place of its header in `data`.
 */
export class NodeStore {
  /** Replaced when it grows: read it again after anything that may make a node. */
  data = new Int32Array(WORDS_FIRST);
  readonly work = new WorkStack();
  /** Nodes made so far, collected ones included. */
  made = 0;
  collections = 0;
  private buckets = new Int32Array(BUCKETS_FIRST);
  private count = 0;
  private end = HEADER;
  private sinceCollection = 0;
  private collectAfter: number;
  private collectAtMade: number;
  private readonly free: Int32Array;
  private readonly caches: OpCache[] = [];

  readonly sizes: Int32Array;
  /** Bytes that nodes and caches may take. */
  bytesMax: number;
  /** Nodes that may be in use at one time. */
  nodesMax: number;

  constructor(sizes: Int32Array, bytesMax: number, nodesMax = Number.POSITIVE_INFINITY) {
    this.sizes = sizes;
    this.bytesMax = bytesMax;
    this.nodesMax = nodesMax;
    this.free = new Int32Array(sizes.length);
    this.collectAfter = this.patience(0);
    this.collectAtMade = this.nodePatience();
  }

  /** Nodes in use. */
  get size(): number {
    return this.count;
  }

  /** Bytes that nodes and caches take. */
  get bytes(): number {
    const { data, buckets, caches } = this;
    return caches.reduce((sum, cache) => sum + cache.bytes, data.byteLength + buckets.byteLength);
  }

  get levels(): number {
    return this.sizes.length - 1;
  }

  /** A cache that forgets collected nodes, with a share of the memory. */
  cache(): OpCache {
    const cache = new OpCache(this.bytesMax / CACHE_SHARE);
    this.caches.push(cache);
    return cache;
  }

  child(node: number, local: number): number {
    return this.data[node + HEADER + local] as number;
  }

  /**
   * The node of a level with the children at `work.data[frame ..]`.
   *
   * @throws {OutOfNodes}
   */
  make(frame: number, level: number): number {
    const size = this.sizes[level] as number;
    const from = this.work.data;
    let hash = level;
    let some = 0;
    for (let i = 0; i < size; i++) {
      const child = from[frame + i] as number;
      some |= child;
      hash = Math.imul(hash ^ child, 0x01000193) ^ (hash >>> 15);
    }
    if (some === 0) return EMPTY;
    let bucket = bucketOf(hash, this.buckets.length);
    for (let node = this.buckets[bucket] as number; node !== 0; node = this.data[node + 1] as number) {
      if (this.data[node] === level && this.isAlike(node, from, frame, size)) return node;
    }
    if (this.count >= this.nodesMax) throw new OutOfNodes('nodes');
    if (this.count >= this.buckets.length) {
      this.rehash(this.buckets.length * 2);
      bucket = bucketOf(hash, this.buckets.length);
    }
    const node = this.allocate(level);
    const { data } = this;
    data[node] = level;
    data[node + 1] = this.buckets[bucket] as number;
    for (let i = 0; i < size; i++) data[node + HEADER + i] = from[frame + i] as number;
    this.buckets[bucket] = node;
    this.count++;
    this.made++;
    this.sinceCollection += size + HEADER;
    return node;
  }

  /** To be called where all nodes still needed are on the work stack: collects the others if it is time. */
  safePoint(): void {
    if (this.sinceCollection > this.collectAfter || this.made > this.collectAtMade) this.collect();
  }

  /** Keeps what the work stack leads to and frees all other nodes. */
  collect(): void {
    const { work } = this;
    for (let i = 0; i < work.top; i++) this.mark(work.data[i] as number);
    const isAlive = (node: number) => node <= UNIT || ((this.data[node] as number) & MARKED) !== 0;
    for (const cache of this.caches) cache.forget(isAlive);
    this.free.fill(0);
    const { data } = this;
    let live = 0;
    for (let node = HEADER; node < this.end; ) {
      const header = data[node] as number;
      const level = header & LEVEL;
      const words = (this.sizes[level] as number) + HEADER;
      if (header & MARKED) {
        data[node] = level;
        live += words;
      } else {
        if (!(header & FREE)) this.count--;
        data[node] = level | FREE;
        data[node + 1] = this.free[level] as number;
        this.free[level] = node;
      }
      node += words;
    }
    this.rehash(this.buckets.length);
    this.collections++;
    this.sinceCollection = 0;
    this.collectAfter = this.patience(live);
    this.collectAtMade = this.made + this.nodePatience();
  }

  /** Words to make before the next collection: as many as are live, but not more than there is room for. */
  private patience(live: number): number {
    const room = this.bytesMax / 4 - live;
    return Math.max(Math.min(Math.max(WORDS_BETWEEN_COLLECTIONS, live), room / 4), WORDS_FIRST);
  }

  /** Nodes to make before the next collection: a part of those that there is room for. */
  private nodePatience(): number {
    return Math.max((this.nodesMax - this.count) / 4, NODES_BETWEEN_COLLECTIONS);
  }

  private mark(node: number): void {
    if (node <= UNIT) return;
    const { data } = this;
    const header = data[node] as number;
    if (header & MARKED) return;
    data[node] = header | MARKED;
    if (header === 1) return;
    const end = node + HEADER + (this.sizes[header] as number);
    for (let at = node + HEADER; at < end; at++) this.mark(data[at] as number);
  }

  private isAlike(node: number, from: Int32Array, frame: number, size: number): boolean {
    const { data } = this;
    for (let i = 0; i < size; i++) if (data[node + HEADER + i] !== from[frame + i]) return false;
    return true;
  }

  private allocate(level: number): number {
    const reused = this.free[level] as number;
    if (reused !== 0) {
      this.free[level] = this.data[reused + 1] as number;
      return reused;
    }
    const words = (this.sizes[level] as number) + HEADER;
    if (this.end + words > this.data.length) this.grow(words);
    const node = this.end;
    this.end += words;
    return node;
  }

  private grow(words: number): void {
    const length = Math.max(this.data.length * 2, this.end + words);
    if (length * 4 + this.bytes - this.data.byteLength > this.bytesMax) throw new OutOfNodes('memory');
    const larger = new Int32Array(length);
    larger.set(this.data);
    this.data = larger;
  }

  private rehash(length: number): void {
    this.buckets = new Int32Array(length);
    const { data, buckets } = this;
    for (let node = HEADER; node < this.end; ) {
      const header = data[node] as number;
      const level = header & LEVEL;
      const size = this.sizes[level] as number;
      if (!(header & FREE)) {
        let hash = level;
        for (let i = 0; i < size; i++)
          hash = Math.imul(hash ^ (data[node + HEADER + i] as number), 0x01000193) ^ (hash >>> 15);
        const bucket = bucketOf(hash, length);
        data[node + 1] = buckets[bucket] as number;
        buckets[bucket] = node;
      }
      node += size + HEADER;
    }
  }
}

const bucketOf = (hash: number, length: number): number => (hash ^ (hash >>> 16)) & (length - 1);
