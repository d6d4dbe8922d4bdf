import type { Quantiles } from './histogram.ts';
import type { Retry } from './retries.ts';
import type { SlotReport } from './slotReplay.ts';
import type { DeviceTold, MappingKind } from './tracedDevice.ts';

/** A step that no driver may take, or that cannot have happened as it is told. */
export interface Refusal {
  readonly line: number;
  readonly device: string;
  readonly what: string;
}

/** A line that could not be read as what it begins as. */
export interface Unreadable {
  readonly line: number;
  readonly what: string;
}

/** What a trace of a kernel's DMA says, and what of it cannot be. */
export interface FtraceReport extends SlotReport {
  readonly file: string;
  /** Lines that are events, of any kind. */
  readonly events: number;
  /** Entries that were mapped: a scatter list counts as many as it was mapped to. */
  readonly mappings: number;
  /** Bounces announced, those that then failed for want of slots among them. */
  readonly bounced: number;
  readonly mapErrors: number;
  /** How many steps a machine refuses, and the first thousand of them. */
  readonly refusedSteps: number;
  readonly refusals: readonly Refusal[];
  /** Mappings, and allocations of coherent memory, that were alive when the trace ended. */
  readonly liveAtEnd: number;
  readonly coherentLiveAtEnd: number;
  readonly liveMax: number;
  readonly liveBytesMax: number;
  /** How many events of the trace mappings lasted; nothing if none was unmapped. */
  readonly lifetimes?: Quantiles;
  /** Mappings that are logged before the unmap that made room for them. */
  readonly reordered: number;
  readonly devices: readonly DeviceTold[];
  readonly overlaps: Readonly<Record<string, number>>;
  readonly retries: readonly Retry[];
  /** How many lines are no events or lack fields of theirs, and the first thousand of them. */
  readonly unreadableLines: number;
  readonly unreadable: readonly Unreadable[];
  /** The kinds of mappings of each device. */
  readonly kinds: readonly MappingKind[];
  /** Why the trace was not read to its end, where it was not: compressed data that is damaged or cut, or Ctrl-C. */
  readonly stopped?: 'damaged' | 'interrupted';
  /** Events that the kernel's ring buffer lost: what comes behind them is not to be trusted. */
  readonly lostEvents: number;
}
