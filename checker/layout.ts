import type { Network } from './network.ts';

/** Where each part's local state sits in a packed state: bit fields in 32-bit words, none straddling two. */
export interface Layout {
  readonly words: number;
  readonly word: Uint16Array;
  readonly shift: Uint8Array;
  /** Unshifted: `(state[word[p]] >>> shift[p]) & mask[p]` is the local state of part p. */
  readonly mask: Uint32Array;
  readonly initial: Uint32Array;
}

/** First fit in the order of the parts. */
export function layoutOf(network: Network): Layout {
  const n = network.parts.length;
  const word = new Uint16Array(n);
  const shift = new Uint8Array(n);
  const mask = new Uint32Array(n);
  const used: number[] = [0];
  network.parts.forEach((part, p) => {
    const bits = part.states.length < 2 ? 0 : 32 - Math.clz32(part.states.length - 1);
    let w = used.findIndex((u) => u + bits <= 32);
    if (w < 0) w = used.push(0) - 1;
    const at = used[w] ?? 0;
    word[p] = w;
    // A part with one state has no bits; its shift must still be below 32.
    shift[p] = bits === 0 ? 0 : at;
    mask[p] = bits === 32 ? 0xffffffff : 2 ** bits - 1;
    used[w] = at + bits;
  });
  const initial = new Uint32Array(used.length);
  network.parts.forEach((part, p) => {
    const w = word[p] ?? 0;
    initial[w] = (initial[w] ?? 0) | (part.initial << (shift[p] ?? 0));
  });
  return { words: used.length, word, shift, mask, initial };
}

/** Writes local states, by part, as a packed state to the beginning of `into`, and returns that. */
export function pack(
  { word, shift }: Layout,
  local: ArrayLike<number>,
  into: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  into.fill(0);
  for (let p = 0; p < local.length; p++) {
    const w = word[p] as number;
    into[w] = (into[w] as number) | ((local[p] as number) << (shift[p] as number));
  }
  return into;
}

/** Reads the local states, by part, of the packed state at `data[at ..]`. */
export function unpack(
  { word, shift, mask }: Layout,
  data: Uint32Array,
  at: number,
  into: Int32Array,
): Int32Array {
  for (let p = 0; p < into.length; p++)
    into[p] = ((data[at + (word[p] as number)] as number) >>> (shift[p] as number)) & (mask[p] as number);
  return into;
}
