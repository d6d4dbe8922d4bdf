import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';
import { type System, sizesOf } from '../composition/index.ts';
import type { Proposal, Stand } from '../proposals/index.ts';
import { UsageError } from './usageError.ts';

/**
 * The systems that a model file exports, as proposals. A claim is stated to hold, unless the file also exports `stands`, which says
 * otherwise of it by name. TypeScript is taken as it is, its types unchecked; whatever the file imports from this package or from
 * XState is what this program runs on itself, so a file needs no project around it.
 *
 * @throws {UsageError} if there is no such file, it cannot be loaded, or it exports no system.
 */
export async function loadModel(file: string): Promise<Proposal[]> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`there is no file ${file}; coco-dma init ${file} writes one`);
  let exported: Readonly<Record<string, unknown>>;
  try {
    // Neither cache: a file may change while somebody watches it.
    const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, alias: aliases() });
    exported = await jiti.import(pathToFileURL(path).href);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { stands = {}, ...others } = exported;
  const systems = [...new Set(Object.values(others).filter(isSystem))];
  if (systems.length === 0)
    throw new UsageError(
      `${file} exports no system: export const system: System = { name, alphabet, families, claims } (coco-dma init writes an example)`,
    );
  return systems.map((system) => modelProposal(file, system, stands as Readonly<Record<string, Stand>>));
}

/** A system as a proposal whose graph nobody has counted before. */
function modelProposal(file: string, system: System, stands: Readonly<Record<string, Stand>>): Proposal {
  return {
    system,
    systems: [],
    title: `${system.name}, ${file}`,
    argument: '',
    objection: '',
    sources: [file],
    moves: [],
    stands: Object.fromEntries(system.claims.map(({ name }) => [name, stands[name] ?? 'holds'])),
    smallSizes: Object.fromEntries(Object.keys(sizesOf(system)).map((set) => [set, 1])),
  };
}

function isSystem(value: unknown): value is System {
  const { name, alphabet, families, claims } = (value ?? {}) as Partial<System>;
  return (
    typeof name === 'string' &&
    typeof alphabet === 'object' &&
    typeof families === 'object' &&
    Array.isArray(claims)
  );
}

/** What a model file may import, by name. */
function aliases(): Record<string, string> {
  const own = (folder: string) => fileURLToPath(new URL(`../${folder}/index`, import.meta.url));
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const folders = ['composition', 'checker', 'machines', 'invariants', 'proposals'];
  return {
    ...Object.fromEntries(folders.map((folder) => [`coco-dma/${folder}`, own(folder) + extension])),
    xstate: join(dirname(createRequire(import.meta.url).resolve('xstate/package.json'))),
  };
}
