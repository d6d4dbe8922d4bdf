/** What a marked byte is: why the host should, or may, not have it. */
export const secretKinds = {
  payload: 'what the guest gives its disk to keep',
  earlier: 'what a buffer held before the device was to fill it',
  neighbour: 'what lies beside a buffer in its pages',
} as const;

export type SecretKind = keyof typeof secretKinds;

/** A mark has this many bytes, at an address that is a multiple of it. */
export const MARK_BYTES = 16;

const letters: Readonly<Record<SecretKind, string>> = { payload: 'p', earlier: 'e', neighbour: 'n' };
const kinds = Object.keys(secretKinds) as SecretKind[];
/** `SECR` and `ET-` with a letter, as words: most of what is looked at is no mark, and is passed by at a glance. */
const FIRST_WORD = Buffer.from('SECR').readUInt32LE(0);
const wordOf = (letter: string): number => Buffer.from(`ET-${letter}`).readUInt32LE(0);
const kindOf = new Map(kinds.map((kind) => [wordOf(letters[kind]), kind]));

/** Fills bytes with marks `SECRET-p0000001f`, numbered from `first` on. */
export function fillMarks(into: Buffer, kind: SecretKind, first: number): void {
  for (let at = 0; at + MARK_BYTES <= into.length; at += MARK_BYTES) {
    const number = first + at / MARK_BYTES;
    into.write(`SECRET-${letters[kind]}${number.toString(16).padStart(8, '0')}`, at, 'latin1');
  }
}

/** Marks that somebody has seen, each counted once. */
export class SeenMarks {
  /** For each kind, a bit for each number. */
  readonly #seen: Record<SecretKind, Uint8Array> = {
    payload: new Uint8Array(1024),
    earlier: new Uint8Array(1024),
    neighbour: new Uint8Array(1024),
  };
  readonly #bytes: Record<SecretKind, number> = { payload: 0, earlier: 0, neighbour: 0 };

  /** Looks through bytes that begin at a multiple of {@link MARK_BYTES}. */
  look(bytes: Buffer): void {
    for (let at = 0; at + MARK_BYTES <= bytes.length; at += MARK_BYTES) {
      if (bytes.readUInt32LE(at) !== FIRST_WORD) continue;
      const kind = kindOf.get(bytes.readUInt32LE(at + 4));
      const number = Number.parseInt(bytes.toString('latin1', at + 8, at + MARK_BYTES), 16);
      if (kind !== undefined && Number.isInteger(number)) this.#add(kind, number);
    }
  }

  /** Bytes of each kind. */
  get bytes(): Readonly<Record<SecretKind, number>> {
    return { ...this.#bytes };
  }

  #add(kind: SecretKind, number: number): void {
    const index = number >> 3;
    let bits = this.#seen[kind];
    if (index >= bits.length) {
      const larger = new Uint8Array(2 ** Math.ceil(Math.log2(index + 1)));
      larger.set(bits);
      this.#seen[kind] = bits = larger;
    }
    const bit = 1 << (number & 7);
    const before = bits[index] ?? 0;
    if (before & bit) return;
    bits[index] = before | bit;
    this.#bytes[kind] += MARK_BYTES;
  }
}
