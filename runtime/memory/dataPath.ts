import type { Visibility } from '../../machines/index.ts';
import type { Fault, Platform } from './platforms.ts';

/** Who accesses memory, and how: what hardware knows of an access when it decides. */
export type Accessor =
  /** The guest's CPU, at the private or the shared alias. */
  | { readonly by: 'guest'; readonly alias: Visibility }
  | { readonly by: 'host' }
  /** A device, by the T bit of its request and the half of the address space that it names. */
  | { readonly by: 'device'; readonly t: 0 | 1; readonly alias: Visibility };

/** How bytes travel: past the key or through it; or which fault stops them. A write may poison the page. */
export type DataPath =
  | { readonly through: 'raw' | 'key'; readonly poisons: boolean }
  | { readonly fault: string };

const raw: DataPath = { through: 'raw', poisons: false };
const keyed: DataPath = { through: 'key', poisons: false };
const unless = (fault: Fault, path: DataPath): DataPath => (fault === null ? path : { fault });

/**
 * What hardware makes of an access to a page that is `visibility` to it. With the T bit a device is as
 * trusted as the guest's CPU, and as bound to say rightly what the page is; without it, it is the host's.
 *
 * Source: {@link Platform}; PCIe r6.3 11.2.1 and 11.5.3 (what requests with the T bit reach).
 */
export function dataPath(
  platform: Platform,
  accessor: Accessor,
  access: 'read' | 'write',
  visibility: Visibility,
  poisoned: boolean,
): DataPath {
  const path = pathOf(platform, accessor, access, visibility);
  const { hostWrite } = platform;
  // Only the key checks integrity; what goes past it neither notices poison nor cures it.
  return 'through' in path && path.through === 'key' && poisoned && hostWrite.outcome === 'poisons'
    ? { fault: hostWrite.fault }
    : path;
}

function pathOf(
  { hostWrite, wrongAlias, untrustedDma }: Platform,
  accessor: Accessor,
  access: 'read' | 'write',
  visibility: Visibility,
): DataPath {
  if (accessor.by === 'host') {
    if (visibility === 'shared' || access === 'read' || hostWrite.outcome === 'garbles') return raw;
    return hostWrite.outcome === 'refused' ? { fault: hostWrite.fault } : { through: 'raw', poisons: true };
  }
  if (accessor.by === 'device' && accessor.t === 0)
    return visibility === 'shared' ? raw : unless(untrustedDma, raw);
  const path = accessor.alias === 'private' ? keyed : raw;
  if (accessor.alias === visibility) return path;
  if (accessor.by === 'device')
    return { fault: `the address says ${accessor.alias}, the page is ${visibility}` };
  return unless(wrongAlias[accessor.alias][access], path);
}
