import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Medium } from '../runtime/index.ts';
import { bytesText } from './byteOption.ts';
import { UsageError } from './usageError.ts';

const SECTOR_BYTES = 512;
const WRITABLE = 0o222;

/** The file behind a disk. */
export interface Image extends Medium {
  readonly path: string;
  readonly bytes: number;
  close(): void;
}

/**
 * Opens an image, or makes a temporary one of `scratchBytes` that is removed when it is closed.
 *
 * @throws {UsageError} if the file is not there, cannot be written, or is no disk of whole sectors.
 */
export function openImage(path: string | undefined, scratchBytes: number): Image {
  if (path !== undefined) return opened(path, () => {});
  const folder = mkdtempSync(join(tmpdir(), 'coco-dma-disk-'));
  const scratch = join(folder, 'disk.img');
  writeFileSync(scratch, '');
  truncateSync(scratch, scratchBytes);
  return opened(scratch, () => rmSync(dirname(scratch), { recursive: true, force: true }));
}

function opened(path: string, remove: () => void): Image {
  const file = descriptorOf(path);
  const { size } = fstatSync(file);
  if (size === 0 || size % SECTOR_BYTES !== 0) {
    closeSync(file);
    throw new UsageError(
      `${path}: ${bytesText(size)} are no disk of whole sectors of ${SECTOR_BYTES} bytes; truncate -s %${SECTOR_BYTES} makes it one`,
    );
  }
  return {
    path,
    bytes: size,
    read: (offset, into) => void readSync(file, into, 0, into.length, offset),
    write: (offset, from) => void writeSync(file, from, 0, from.length, offset),
    close() {
      closeSync(file);
      remove();
    },
  };
}

function descriptorOf(path: string): number {
  const refuse = (why: string): never => {
    throw new UsageError(`${path}: ${why}`);
  };
  try {
    const { mode } = statSync(path);
    // Root may write everything; somebody has taken the right away all the same.
    if ((mode & WRITABLE) === 0)
      return refuse('is read-only, and a run writes to its disk: chmod +w, or take a copy');
    return openSync(path, 'r+');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return refuse('there is no such file; truncate -s 64M makes one');
    if (code === 'EISDIR') return refuse('is a folder, not an image');
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      return refuse(`cannot be written (${code}), and a run writes to its disk`);
    throw error;
  }
}
