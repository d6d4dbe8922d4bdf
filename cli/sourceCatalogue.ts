import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from './catalogue.ts';
import { type LiveModules, packageRoot } from './liveModules.ts';
import { UsageError } from './usageError.ts';

/** Whether this package lies here with the sources of its catalogue, as in a checkout. */
export const hasSources = (): boolean => existsSync(join(packageRoot, 'proposals', 'index.ts'));

/**
 * A catalogue as the sources have it now.
 *
 * @throws {UsageError} if one of them cannot be loaded.
 */
export async function sourceCatalogue(modules: LiveModules, shipped: Catalogue): Promise<Catalogue> {
  const exportsOf = (folder: string) => modules.load(join(packageRoot, folder, 'index.ts'));
  try {
    const { machines, alphabet } = await exportsOf('machines');
    const { invariants } = await exportsOf('invariants');
    const { proposals, systems } = await exportsOf('proposals');
    const { rules } = await exportsOf('rules');
    // These are what the compiler knows the indexes to export.
    return { ...shipped, machines, alphabet, invariants, proposals, systems, rules } as Catalogue;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
