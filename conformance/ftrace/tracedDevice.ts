import { type Direction, directions } from './direction.ts';
import type { Original } from './originals.ts';

/** A mapping while it is alive. */
export interface Live extends Original {
  readonly line: number;
  readonly size: number;
  readonly dmaAddr: number;
  readonly bounced: boolean;
  /** Number of the event that told of it. */
  readonly event: number;
  /** State of its life. */
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
  /** Originals whose bounce was announced and that were not yet seen to be mapped. */
  readonly announced: number[];
  /** As its last bounce told it; -1 before. */
  dmaMask: number;
  /** Mappings and the line of the first, by direction, reach, and whether they bounced. */
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
  /** Whether its bounce was announced. */
  readonly bounced: boolean;
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
  announced: [],
  dmaMask: -1,
  kinds: Array.from({ length: 2 * directions.length * reaches.length }, () => ({ mappings: 0, line: 0 })),
  mappings: 0,
  bounced: 0,
  reasons: new Map(),
});

/** Announcements that are remembered: a scatter list has up to 128 entries, and one that fails leaves them behind. */
const ANNOUNCED_MAX = 128;

/** Notes that something is about to bounce. */
export function announce({ announced }: TracedDevice, address: number): void {
  announced.push(address);
  if (announced.length > ANNOUNCED_MAX) announced.shift();
}

/** Whether the bounce of what is now mapped was announced. */
export function wasAnnounced({ announced }: TracedDevice, address: number): boolean {
  const last = announced.length - 1;
  let at = last;
  while (at >= 0 && announced[at] !== address) at--;
  if (at < 0) return false;
  for (; at < last; at++) announced[at] = announced[at + 1] as number;
  announced.pop();
  return true;
}

/** Counts a mapping among those of its kind. */
export function noteKind(device: TracedDevice, { dir, line, size, start, bounced }: Live): void {
  const reach = device.dmaMask < 0 || Number.isNaN(start) ? 2 : start + size - 1 > device.dmaMask ? 1 : 0;
  const at = (dir * reaches.length + reach) * 2 + (bounced ? 1 : 0);
  const kind = device.kinds[at] as { mappings: number; line: number };
  if (kind.mappings++ === 0) kind.line = line;
}

/** The kinds of mappings that a device has had. */
export function kindsOf({ name, kinds }: TracedDevice): MappingKind[] {
  return kinds.flatMap(({ mappings, line }, at) => {
    const dir = directions[Math.floor(at / 2 / reaches.length) as Direction];
    const reach = reaches[Math.floor(at / 2) % reaches.length] as (typeof reaches)[number];
    return mappings > 0 ? [{ device: name, dir, reach, bounced: at % 2 === 1, mappings, line }] : [];
  });
}

/** What is told of a device. */
export interface DeviceTold {
  readonly name: string;
  readonly mappings: number;
  readonly bounced: number;
  /** Why it bounced, and how often. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** The figures of a device. */
export const deviceTold = ({ name, mappings, bounced, reasons }: TracedDevice): DeviceTold => ({
  name,
  mappings,
  bounced,
  reasons: Object.fromEntries(reasons),
});
