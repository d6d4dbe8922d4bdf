// Jest's sandbox makes every look-up of a global slow; a module constant is looked up once.
const imul = Math.imul;

/** A hash, of 32 bits, of the packed state at `source[at ..]`. */
export function hashOf(words: number, source: Uint32Array, at: number): number {
  let hash = 0x9e3779b9;
  for (let w = 0; w < words; w++) {
    hash = imul(hash ^ (source[at + w] as number), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
