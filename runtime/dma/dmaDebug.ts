import { hex } from '../addresses.ts';
import { ActiveCachelines } from './activeCachelines.ts';
import { type DmaDebugCheck, type DmaDebugFinding, dmaDebugChecks } from './dmaDebugChecks.ts';
import { type DmaDebugEntry, type DmaDebugRef, entryText } from './dmaDebugEntry.ts';

/** Memory that nobody should map. `invalid` is what is no memory of the direct map. */
export interface ForbiddenArea {
  readonly kind: 'stack' | 'text' | 'rodata' | 'vmalloc' | 'invalid';
  readonly start: number;
  readonly size: number;
}

/** What a device says of the scatter lists that it takes. Sizes in bytes. */
export interface SegmentLimits {
  readonly maxSegSize: number;
  /** A segment crosses no multiple of this; Infinity for no boundary. */
  readonly boundarySize: number;
}

/** What `dma_map_*` returns if it fails; Linux has ~0. No address is negative. */
export const DMA_MAPPING_ERROR = -1;

interface Known<E> {
  readonly entry: E;
  checked: boolean;
}

/**
 * The bookkeeping of dma-debug: every mapping that is live, and what a call of the DMA API gets wrong about
 * them. The `check…` methods change nothing, so that a caller may refuse what they find.
 *
 * Source: Linux 6.12 kernel/dma/debug.c.
 * Left out: what dma-debug does not see either: the CPU at memory that a device owns, private and shared
 * addresses, and the use of an address after it was unmapped.
 */
export class DmaDebug<E extends DmaDebugEntry = DmaDebugEntry> {
  readonly #known = new Map<string, Known<E>[]>();
  readonly #cachelines = new ActiveCachelines();
  readonly #forbidden: readonly ForbiddenArea[];

  constructor(forbidden: readonly ForbiddenArea[] = []) {
    this.#forbidden = forbidden;
  }

  /** All live mappings of a device. */
  entries(device: string): E[] {
    return this.#all(device).map(({ entry }) => entry);
  }

  /**
   * What is wrong with a new mapping (9 to 11, 17, 18, 20, 21).
   *
   * @param overlapAllowed DMA_ATTR_SKIP_CPU_SYNC, or CONFIG_DMA_BOUNCE_UNALIGNED_KMALLOC with an active
   *   pool: then two mappings of one cache line are no mistake, unless they are more than are counted.
   */
  checkMap(entry: DmaDebugEntry, limits?: SegmentLimits, overlapAllowed = false): DmaDebugFinding[] {
    const { type, phys, size, dmaAddr, dir } = entry;
    const found: DmaDebugFinding[] = [];
    const add = (check: DmaDebugCheck, why: string) => found.push(finding(entry.device, check, why, entry));
    if (type === 'single' || type === 'scatter-gather')
      for (const { kind, start, size: length } of this.#forbidden) {
        const begins = phys >= start && phys < start + length;
        const meets = phys < start + length && phys + size > start;
        if (kind === 'stack' ? begins : meets && (kind === 'text' || kind === 'rodata'))
          add(kind === 'stack' ? 'D9' : 'D10', `${hex(phys)} is in the ${kind} at ${hex(start)}`);
        else if (type === 'single' && begins && (kind === 'vmalloc' || kind === 'invalid'))
          add('D11', `${hex(phys)} is in the ${kind} area at ${hex(start)}`);
      }
    if (limits && size > limits.maxSegSize) add('D17', `${size} bytes, and the most is ${limits.maxSegSize}`);
    if (limits && crosses(dmaAddr, size, limits.boundarySize))
      add(
        'D18',
        `it ends at ${hex(dmaAddr + size - 1)}, and the boundary is every ${limits.boundarySize} bytes`,
      );
    if (dir === 'TO_DEVICE') return found;
    const overlaps = this.#cachelines.overlapsWith(phys);
    if (overlaps > 0 && !overlapAllowed) add('D20', `${overlaps} mapped already`);
    if (this.#cachelines.exceeds(phys)) add('D21', `${overlaps} mapped already`);
    return found;
  }

  map(entry: E): void {
    const key = keyOf(entry);
    this.#known.set(key, [
      ...(this.#known.get(key) ?? []),
      { entry, checked: entry.type !== 'single' && entry.type !== 'resource' },
    ]);
    if (entry.dir !== 'TO_DEVICE') this.#cachelines.insert(entry.phys);
  }

  /** The caller asked dma_mapping_error() about an address. */
  mappingError(device: string, dmaAddr: number): void {
    const unchecked = this.#known.get(keyOf({ device, dmaAddr }))?.find(({ checked }) => !checked);
    if (unchecked) unchecked.checked = true;
  }

  /** What is wrong with giving a mapping back (1 to 8). */
  checkUnmap(ref: DmaDebugRef): DmaDebugFinding[] {
    const known = this.#exact(ref);
    if (!known) {
      if (ref.dmaAddr === DMA_MAPPING_ERROR) return [finding(ref.device, 'D1', 'it is DMA_MAPPING_ERROR')];
      return [finding(ref.device, 'D2', `${ref.size} bytes at ${hex(ref.dmaAddr)}${this.#inside(ref)}`)];
    }
    const { entry, checked } = known;
    const found: DmaDebugFinding[] = [];
    const add = (check: DmaDebugCheck, why: string) => found.push(finding(ref.device, check, why, entry));
    if (ref.size !== entry.size) add('D3', `given back with ${ref.size} bytes`);
    if (ref.type !== entry.type) add('D4', `given back as ${ref.type}`);
    else if (ref.phys !== undefined && isAllocation(entry) && ref.phys !== entry.phys)
      add('D5', `given back is memory at ${hex(ref.phys)}`);
    if (countsDiffer(ref, entry))
      add('D6', `mapped ${entry.sgCallEnts} entries, given back ${ref.sgCallEnts}`);
    if (ref.dir !== entry.dir) add('D7', `given back ${ref.dir}`);
    if (!checked) add('D8', 'dma_mapping_error() was not asked');
    return found;
  }

  /** The mapping that a call is about: the one with its address that fits best. */
  find(ref: DmaDebugRef): E | undefined {
    return this.#exact(ref)?.entry;
  }

  /** The mapping that contains a range, and fits best. */
  containing(ref: DmaDebugRef): E | undefined {
    return bestFit(containingAll(this.#all(ref.device), ref), ref)?.entry;
  }

  /** Forgets the mapping that fits best. @returns it, if there is one. */
  unmap(ref: DmaDebugRef): E | undefined {
    const known = this.#exact(ref);
    if (!known) return undefined;
    const key = keyOf(known.entry);
    const rest = (this.#known.get(key) ?? []).filter((other) => other !== known);
    if (rest.length > 0) this.#known.set(key, rest);
    else this.#known.delete(key);
    if (known.entry.dir !== 'TO_DEVICE') this.#cachelines.remove(known.entry.phys);
    return known.entry;
  }

  /**
   * What is wrong with a sync (12 to 16).
   *
   * Linux looks only for mappings that contain the whole range, so that its own check 13 never speaks and what
   * runs over the end is 12 there; here 13 is said of a range that begins in a mapping.
   */
  checkSync(ref: DmaDebugRef, to: 'cpu' | 'device'): DmaDebugFinding[] {
    const holding = this.#all(ref.device).filter(
      ({ entry }) => entry.dmaAddr <= ref.dmaAddr && ref.dmaAddr < entry.dmaAddr + entry.size,
    );
    const known = bestFit(containingAll(holding, ref), ref);
    if (!known) {
      const why = `${ref.size} bytes at ${hex(ref.dmaAddr)}`;
      const over = holding[0];
      return [over ? finding(ref.device, 'D13', why, over.entry) : finding(ref.device, 'D12', why)];
    }
    const { entry } = known;
    if (entry.dir === 'BIDIRECTIONAL') return [];
    const found: DmaDebugFinding[] = [];
    const add = (check: DmaDebugCheck, why: string) => found.push(finding(ref.device, check, why, entry));
    if (ref.dir !== entry.dir) add('D14', `synced ${ref.dir}`);
    const useless = to === 'cpu' ? 'TO_DEVICE' : 'FROM_DEVICE';
    if (entry.dir === useless && ref.dir !== useless) add('D15', `synced ${ref.dir} for the ${to}`);
    if (countsDiffer(ref, entry)) add('D16', `mapped ${entry.sgCallEnts} entries, synced ${ref.sgCallEnts}`);
    return found;
  }

  /** What is wrong with a driver that leaves its device (19). */
  checkUnbind(device: string): DmaDebugFinding[] {
    const entries = this.entries(device);
    const [one] = entries;
    return one ? [finding(device, 'D19', `${entries.length} of them, one of which is`, one)] : [];
  }

  #exact(ref: DmaDebugRef): Known<E> | undefined {
    return bestFit(this.#known.get(keyOf(ref)) ?? [], ref);
  }

  #all(device: string): Known<E>[] {
    const all: Known<E>[] = [];
    for (const known of this.#known.values())
      for (const one of known) if (one.entry.device === device) all.push(one);
    return all;
  }

  /** For the reader of a message: the mapping in which an address lies that is not its beginning. */
  #inside({ device, dmaAddr }: DmaDebugRef): string {
    const around = this.#all(device).find(
      ({ entry }) => dmaAddr > entry.dmaAddr && dmaAddr < entry.dmaAddr + entry.size,
    );
    return around ? `, which is inside ${entryText(around.entry)}` : '';
  }
}

/** Of several mappings with one address the one that fits whole; if none does, only a single one is meant. */
function bestFit<E extends DmaDebugEntry>(
  known: readonly Known<E>[],
  ref: DmaDebugRef,
): Known<E> | undefined {
  const whole = known.find(
    ({ entry }) =>
      entry.size === ref.size &&
      entry.type === ref.type &&
      entry.dir === ref.dir &&
      (entry.sgCallEnts ?? 0) === (ref.sgCallEnts ?? 0),
  );
  return whole ?? (known.length === 1 ? known[0] : undefined);
}

const containingAll = <E extends DmaDebugEntry>(known: readonly Known<E>[], { dmaAddr, size }: DmaDebugRef) =>
  known.filter(({ entry }) => entry.dmaAddr <= dmaAddr && entry.dmaAddr + entry.size >= dmaAddr + size);

const keyOf = ({ device, dmaAddr }: Pick<DmaDebugRef, 'device' | 'dmaAddr'>): string =>
  `${dmaAddr} ${device}`;
const isAllocation = ({ type }: DmaDebugEntry): boolean => type === 'coherent' || type === 'noncoherent';
const countsDiffer = (ref: DmaDebugRef, entry: DmaDebugEntry): boolean =>
  ref.type === 'scatter-gather' && ref.sgCallEnts !== undefined && ref.sgCallEnts !== entry.sgCallEnts;
const crosses = (at: number, size: number, boundary: number): boolean =>
  Number.isFinite(boundary) && Math.floor(at / boundary) !== Math.floor((at + size - 1) / boundary);

function finding(device: string, check: DmaDebugCheck, why: string, entry?: DmaDebugEntry): DmaDebugFinding {
  const about = entry ? ` ${entryText(entry)}` : '';
  return { check, message: `${device} ${dmaDebugChecks[check]} (${check}): ${why}${about && `;${about}`}` };
}
