import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usageError.ts';

/** A file that a command writes. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes files into a folder, which is made if it is not there, and says the path of each.
 *
 * @throws {UsageError} if the folder or a file cannot be written.
 */
export function writeInto(folder: string, files: readonly TextFile[], say: (text: string) => void): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    throw new UsageError(`--output ${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const { name } of files) say(`${join(folder, name)}\n`);
}
