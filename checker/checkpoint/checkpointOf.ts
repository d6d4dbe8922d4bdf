import { createHash } from 'node:crypto';
import type { Notes } from '../judges.ts';
import { layoutOf } from '../layout.ts';
import type { Network } from '../network.ts';
import type { Rest } from '../search.ts';
import { type Head, LENGTH_BYTES, MAGIC, STATES_PER_CHUNK } from './head.ts';
import { networkHash } from './networkHash.ts';

/**
 * A search as the bytes of a checkpoint: its head; for every state, in order, the words and the number of its parent, in
 * 32 bits each as this machine has them; and a digest of all that.
 */
export function* checkpointOf(
  network: Network,
  { states, next, layerStarts, transitions }: Rest,
  notes: Notes,
): Generator<Uint8Array> {
  const { words } = layoutOf(network);
  const head: Head = {
    network: networkHash(network),
    name: network.name,
    words,
    states: states.size,
    next,
    layerStarts,
    transitions,
    seen: network.claims.map((_, claim) => notes.seen(claim)),
  };
  const digest = createHash('sha256');
  const digested = (bytes: Uint8Array): Uint8Array => {
    digest.update(bytes);
    return bytes;
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = `${text.length}`.padStart(LENGTH_BYTES - 1, '0');
  yield digested(new TextEncoder().encode(`${MAGIC}${length}\n`));
  yield digested(text);
  const state = new Uint32Array(words);
  for (let from = 0; from < states.size; from += STATES_PER_CHUNK) {
    const to = Math.min(from + STATES_PER_CHUNK, states.size);
    const chunk = new Uint32Array((to - from) * (words + 1));
    for (let number = from; number < to; number++) {
      const at = (number - from) * (words + 1);
      states.copy(number, state);
      chunk.set(state, at);
      chunk[at + words] = states.parentOf(number);
    }
    yield digested(new Uint8Array(chunk.buffer));
  }
  yield digest.digest();
}
