import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';

/** A file as it was when it was last loaded. */
interface Source {
  readonly text: string;
  /** Files that it imports, packages left aside. */
  readonly imports: readonly string[];
}

/** This package, where the program is built as well as where it is run from its sources. */
export const packageRoot = dirname(createRequire(import.meta.url).resolve('coco-dma/package.json'));

/**
 * Modules that may change while the program runs: one is evaluated again when it has changed, or what it imports has, and
 * keeps its identity otherwise. TypeScript is taken as it is, its types unchecked; what a file imports from this package or
 * from XState is what this program runs on itself.
 *
 * Left out: files that are imported under a computed name.
 */
export class LiveModules {
  readonly #jiti = createJiti(import.meta.url, { fsCache: cacheFolder(), alias: aliases() });
  readonly #sources = new Map<string, Source>();

  /** All files that were loaded, packages left aside. */
  get files(): string[] {
    return [...this.#sources.keys()];
  }

  /**
   * What a file exports.
   *
   * @throws {Error} if it, or what it imports, is not there, cannot be read as a module or throws.
   */
  async load(path: string): Promise<Readonly<Record<string, unknown>>> {
    const real = realpathSync(path);
    this.#read(real);
    return await this.#jiti.import(pathToFileURL(real).href);
  }

  /** The files that are no longer what was loaded. */
  get changed(): string[] {
    return this.files.filter((path) => textOf(path) !== this.#sources.get(path)?.text);
  }

  /** Forgets files and all that import them. */
  forget(files: readonly string[]): void {
    const stale = new Set(files);
    // A set that grows while it is gone through is gone through to its end.
    for (const path of stale)
      for (const [importer, { imports }] of this.#sources) if (imports.includes(path)) stale.add(importer);
    for (const path of stale) {
      this.#sources.delete(path);
      delete this.#jiti.cache[path];
    }
  }

  /** Reads a file and what it imports before they are evaluated, so that no later change goes unnoticed. */
  #read(path: string): void {
    if (this.#sources.has(path)) return;
    const text = textOf(path);
    const imports = importsOf(text).flatMap((specifier) => {
      if (!specifier.startsWith('.')) return [];
      const url = this.#jiti.esmResolve(specifier, { parentURL: pathToFileURL(path).href, try: true });
      return url === undefined ? [] : [url.startsWith('file:') ? fileURLToPath(url) : url];
    });
    this.#sources.set(path, { text, imports });
    delete this.#jiti.cache[path];
    for (const imported of imports) this.#read(imported);
  }
}

/** Nothing where there is no file. */
const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** What a file may import while it runs. An import that is only mentioned, in a comment say, does no harm. */
export function importsOf(text: string): string[] {
  const values = text.replaceAll(/\b(?:import|export)\s+type\b[^;'"]*\bfrom\s*(['"]).*?\1/g, '');
  return [...values.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"])(.+?)\1/g)].map(
    ([, , specifier = '']) => specifier,
  );
}

/** Where sources of a checkout, which are many, are kept as JavaScript from one run to the next. */
function cacheFolder(): string | false {
  const modules = join(packageRoot, 'node_modules');
  return existsSync(modules) && join(modules, '.cache', 'coco-dma');
}

/** What a module may import, by name. */
function aliases(): Record<string, string> {
  const own = (folder: string) => fileURLToPath(new URL(`../${folder}/index`, import.meta.url));
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const folders = ['composition', 'checker', 'machines', 'invariants', 'proposals'];
  return {
    ...Object.fromEntries(folders.map((folder) => [`coco-dma/${folder}`, own(folder) + extension])),
    xstate: join(dirname(createRequire(import.meta.url).resolve('xstate/package.json'))),
  };
}
