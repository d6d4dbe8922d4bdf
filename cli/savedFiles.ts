import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';

/** Editors write a file in several steps; after so long without one it is saved. */
const MILLISECONDS_QUIET = 50;
const MODULE = /\.([cm]?[jt]s|json)$/;

/**
 * Hears when a module is saved beside others. Folders are watched, not the files themselves, since most editors
 * save by renaming.
 *
 * Left out: file systems that tell nobody of their changes, as some of networks.
 */
export class SavedFiles {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #heard: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(heard: () => void) {
    this.#heard = heard;
  }

  /** Watches the folders of these files, and those of before. */
  follow(files: readonly string[]): void {
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      if (this.#watchers.has(folder)) continue;
      const watcher = watch(folder, (_, name) => {
        // A log in the same folder is none of ours.
        if (name !== null && !MODULE.test(name)) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(this.#heard, MILLISECONDS_QUIET);
      });
      // A folder that goes away has nothing more to say.
      watcher.on('error', () => watcher.close());
      this.#watchers.set(folder, watcher);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
  }
}
