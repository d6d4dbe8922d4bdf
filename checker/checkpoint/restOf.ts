import { createHash } from 'node:crypto';
import type { Notes } from '../judges.ts';
import { layoutOf } from '../layout.ts';
import type { Network } from '../network.ts';
import type { Rest } from '../search.ts';
import { CheckpointError } from './checkpointError.ts';
import { DIGEST_BYTES, type Head, LENGTH_BYTES, MAGIC, NO_PARENT, STATES_PER_CHUNK } from './head.ts';
import { networkHash } from './networkHash.ts';

/** Where the bytes of a checkpoint come from. */
export interface Source {
  readonly name: string;
  /** The next so many bytes, or fewer where there are no more. */
  read(bytes: number): Uint8Array<ArrayBuffer>;
}

/**
 * The search in a checkpoint of this network. What had been seen of the claims goes to `notes`.
 *
 * @throws {CheckpointError} if it is none, is of another network, or is damaged.
 */
export function restOf(network: Network, source: Source, notes: Notes): Rest {
  const { words } = layoutOf(network);
  const digest = createHash('sha256');
  const take = (bytes: number): Uint8Array<ArrayBuffer> => {
    const taken = source.read(bytes);
    if (taken.length < bytes) throw new CheckpointError(`${source.name} is cut off`);
    digest.update(taken);
    return taken;
  };
  const text = (bytes: number) => new TextDecoder().decode(take(bytes));
  if (text(MAGIC.length) !== MAGIC) throw new CheckpointError(`${source.name} is no checkpoint of a search`);
  const head: Head = JSON.parse(text(Number(text(LENGTH_BYTES))));
  if (head.network !== networkHash(network))
    throw new CheckpointError(
      `${source.name} is of ${head.name === network.name ? `another version or size of ${head.name}, or of other claims` : head.name}; only a search of the very same network can be gone on with`,
    );
  const data = new Uint32Array(head.states * words);
  const parents = new Uint32Array(head.states);
  for (let from = 0; from < head.states; from += STATES_PER_CHUNK) {
    const count = Math.min(STATES_PER_CHUNK, head.states - from);
    const chunk = new Uint32Array(take(count * (words + 1) * 4).buffer);
    for (let i = 0; i < count; i++) {
      const at = i * (words + 1);
      data.set(chunk.subarray(at, at + words), (from + i) * words);
      parents[from + i] = chunk[at + words] as number;
    }
  }
  const expected = digest.digest();
  if (!expected.equals(source.read(DIGEST_BYTES))) throw new CheckpointError(`${source.name} is damaged`);

  for (const [claim, seen] of head.seen.entries()) notes.note(claim, seen);
  const { next, layerStarts, transitions } = head;
  return {
    states: {
      size: head.states,
      copy: (number, into) => into.set(data.subarray(number * words, (number + 1) * words)),
      parentOf: (number) => (parents[number] === NO_PARENT ? -1 : (parents[number] as number)),
    },
    next,
    layerStarts,
    transitions,
  };
}
