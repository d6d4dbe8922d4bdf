import { hashOf } from '../hashOf.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import { fold } from './packed.ts';
import type { SharedMemory } from './webAssembly.ts';

/** Bytes for the states that were found lately: what stays in the second cache of a core. */
const RECENT_BYTES_MAX = 512 * 1024;
const RECENT_BITS_MIN = 4;

/** How many there are, as a power of two, with so many bytes of memory, of which they may take a sixteenth. */
export const recentBitsFor = (words: number, bytes: number): number =>
  Math.max(RECENT_BITS_MIN, Math.floor(Math.log2(Math.min(bytes / 16, RECENT_BYTES_MAX) / (4 * words))));

/**
 * Sets `$fresh` to whether a successor with hash `$h` is not among the states that were found lately, and puts it there.
 * Half of all transitions lead to one of these, and which do cannot be foretold: so there is no branch for it. A record is
 * written in any case, and the next one over it.
 *
 * @param successor its words; of two words, one expression for both.
 */
export function recent({ words, recentAt, recentBits }: MemoryPlan, successor: readonly string[]): string {
  const type = words === 2 ? 'i64' : 'i32';
  const stored = (w: number) => `offset=${4 * w} (local.get $recent)`;
  const differ = fold(
    'i32.or',
    successor.map((part, w) => `(${type}.ne (${type}.load ${stored(w)}) ${part})`),
  );
  return `
            (local.set $recent (i32.add (i32.const ${recentAt})
              (i32.mul (i32.and (local.get $h) (i32.const ${2 ** recentBits - 1})) (i32.const ${4 * words}))))
            (local.set $fresh (i32.or (local.get $back) ${differ}))
            ${successor.map((part, w) => `(${type}.store ${stored(w)} ${part})`).join('\n')}`;
}

/**
 * Makes the set of states found lately empty where memory is zero. An entry of zeros is a state, too, which may not have
 * been found: so in its place there is one whose place is elsewhere.
 */
export function startRecent({ words, recentAt, recentBits }: MemoryPlan, { buffer }: SharedMemory): void {
  const entryOf = (state: Uint32Array) => hashOf(words, state, 0) & (2 ** recentBits - 1);
  const zero = new Uint32Array(words);
  const stray = zero.slice();
  do stray[0] = (stray[0] as number) + 1;
  while (entryOf(stray) === entryOf(zero));
  new Uint32Array(buffer, recentAt).set(stray, words * entryOf(zero));
}

/** Forgets what was found lately, as a search must that goes on: what it had found when it paused it may not have added. */
export function forgetRecent(plan: MemoryPlan, memory: SharedMemory): void {
  new Uint32Array(memory.buffer, plan.recentAt, plan.words << plan.recentBits).fill(0);
  startRecent(plan, memory);
}
