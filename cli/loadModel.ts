import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type System, sizesOf } from '../composition/index.ts';
import type { Proposal, Stand } from '../proposals/index.ts';
import type { LiveModules } from './liveModules.ts';
import { UsageError } from './usageError.ts';

/**
 * The systems that a model file exports, as proposals. A claim is stated to hold, unless the file also exports `stands`, which says
 * otherwise of it by name. A file needs no project around it.
 *
 * @throws {UsageError} if there is no such file, it cannot be loaded, or it exports no system.
 */
export async function loadModel(file: string, modules: LiveModules): Promise<Proposal[]> {
  const path = resolve(file);
  if (!existsSync(path)) throw new UsageError(`there is no file ${file}; coco-dma init ${file} writes one`);
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = await modules.load(path);
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
