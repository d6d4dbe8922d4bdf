import type { Seen } from '../judges.ts';

/** How a checkpoint begins: what it is, then the length of its head in ten digits. */
export const MAGIC = 'coco-dma checkpoint 1\n';
/** Digits, and the end of their line. */
export const LENGTH_BYTES = 11;
/** SHA-256 of all before it, at the end. */
export const DIGEST_BYTES = 32;
/** States written and read at a time. */
export const STATES_PER_CHUNK = 65_536;
/** What the initial state has in place of a parent. */
export const NO_PARENT = 0xffff_ffff;

/** The head of a checkpoint, as JSON: all but the states. */
export interface Head {
  /** SHA-256 of the network. */
  readonly network: string;
  readonly name: string;
  readonly words: number;
  readonly states: number;
  readonly next: number;
  readonly layerStarts: readonly number[];
  readonly transitions: number;
  /** By claim. */
  readonly seen: readonly Seen[];
}
