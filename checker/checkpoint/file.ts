import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import type { Notes } from '../judges.ts';
import type { Network } from '../network.ts';
import type { Rest } from '../search.ts';
import { CheckpointError } from './checkpointError.ts';
import { checkpointOf } from './checkpointOf.ts';
import { restOf } from './restOf.ts';

/**
 * Writes a search to a file, whole or not at all: beside it first, and over it when all is on the disk.
 *
 * @throws {CheckpointError} if the system refuses it.
 */
export function writeCheckpoint(file: string, network: Network, rest: Rest, notes: Notes): void {
  const beside = `${file}.part`;
  naming(file, () => {
    const open = openSync(beside, 'w');
    try {
      for (const bytes of checkpointOf(network, rest, notes))
        for (let written = 0; written < bytes.length; ) written += writeSync(open, bytes, written);
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
    renameSync(beside, file);
  });
}

/**
 * The search in a file. What had been seen of the claims goes to `notes`.
 *
 * @throws {CheckpointError} if there is no such file, or none of a search of this network.
 */
export function readCheckpoint(file: string, network: Network, notes: Notes): Rest {
  return naming(file, () => {
    const open = openSync(file, 'r');
    try {
      return restOf(
        network,
        {
          name: file,
          read(bytes) {
            const into = new Uint8Array(bytes);
            let length = 0;
            for (let more = -1; more !== 0 && length < bytes; length += more)
              more = readSync(open, into, length, bytes - length, null);
            return into.subarray(0, length);
          },
        },
        notes,
      );
    } finally {
      closeSync(open);
    }
  });
}

/** Says of which file a refusal of the system is. Such an error has a code, whichever world it comes from. */
function naming<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    if (typeof code !== 'string') throw error;
    throw new CheckpointError(`${file}: ${message}`);
  }
}
