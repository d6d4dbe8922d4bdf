import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import type { BlockStore } from './blkDevice.ts';

/**
 * A disk image in a file, byte for byte.
 *
 * @throws {Error} from the file system if the file cannot be opened.
 */
export function fileStore(path: string, readOnly: boolean): BlockStore & { close(): void } {
  const file = openSync(path, readOnly ? 'r' : 'r+');
  return {
    bytes: fstatSync(file).size,
    readOnly,
    read(offset, into) {
      for (let done = 0; done < into.length; ) {
        const count = readSync(file, into, done, into.length - done, offset + done);
        // Somebody made the file shorter: what is no longer there reads as zeroes, as in a sparse file.
        if (count === 0) return void into.fill(0, done);
        done += count;
      }
    },
    write(offset, from) {
      for (let done = 0; done < from.length; )
        done += writeSync(file, from, done, from.length - done, offset + done);
    },
    flush: () => fdatasyncSync(file),
    close: () => closeSync(file),
  };
}
