import { type Direction, directions } from './direction.ts';
import type { Original } from './originals.ts';

/** A mapping while it is alive. */
export interface Live extends Original {
  readonly line: number;
  readonly size: number;
  readonly dmaAddr: number;
  /** State of the mapping machine. */
  state: number;
  /** Another one at the same DMA address. */
  next: Live | undefined;
}

/** What a trace has told of a device so far. */
export interface TracedDevice {
  readonly name: string;
  /** By DMA address. Several at one address are legal where it is the address of the memory itself. */
  readonly live: Map<number, Live>;
  /** Scatter lists, by their direction and physical addresses as printed: what their unmap names them by. */
  readonly lists: Map<string, Live[][]>;
  readonly coherent: Map<number, { readonly line: number; readonly size: number }>;
  /** As its last bounce told it; -1 before. */
  dmaMask: number;
  /** Mappings and the line of the first, by direction and reach. */
  readonly kinds: { mappings: number; line: number }[];
  mappings: number;
  bounced: number;
  readonly reasons: Map<string, number>;
}

/** Whether memory lies within what a device reaches, as far as a trace tells. */
const reaches = ['withinMask', 'beyondMask', 'unknown'] as const;

/** How many mappings of one kind a device has had. */
export interface MappingKind {
  readonly device: string;
  readonly dir: (typeof directions)[number];
  readonly reach: (typeof reaches)[number];
  readonly mappings: number;
  /** Line of the first. */
  readonly line: number;
}

/** A device of which nothing is known but its name. */
export const tracedDevice = (name: string): TracedDevice => ({
  name,
  live: new Map(),
  lists: new Map(),
  coherent: new Map(),
  dmaMask: -1,
  kinds: Array.from({ length: directions.length * reaches.length }, () => ({ mappings: 0, line: 0 })),
  mappings: 0,
  bounced: 0,
  reasons: new Map(),
});

/** Counts a mapping among those of its kind. */
export function noteKind(
  device: TracedDevice,
  dir: Direction,
  line: number,
  size: number,
  start: number,
): void {
  const reach = device.dmaMask < 0 || Number.isNaN(start) ? 2 : start + size - 1 > device.dmaMask ? 1 : 0;
  const kind = device.kinds[dir * reaches.length + reach] as { mappings: number; line: number };
  if (kind.mappings++ === 0) kind.line = line;
}

/** The kinds of mappings that a device has had. */
export function kindsOf({ name, kinds }: TracedDevice): MappingKind[] {
  return kinds.flatMap(({ mappings, line }, at) => {
    const dir = directions[Math.floor(at / reaches.length) as Direction];
    const reach = reaches[at % reaches.length] as (typeof reaches)[number];
    return mappings > 0 ? [{ device: name, dir, reach, mappings, line }] : [];
  });
}
