import type { AnyEvent } from '../../composition/index.ts';
import { type PhysAddr, physAddr } from '../addresses.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import { act } from './actions.ts';
import { MARK_SIZE } from './marks.ts';
import { ModelGuest } from './modelGuest.ts';

/** Bytes of a secret as the host reads them. */
export interface SecretSeen {
  readonly at: PhysAddr;
  /** What lies there: `page 0`, `slot 1`. */
  readonly where: string;
  readonly bytes: Buffer;
}

/** Every secret that the host can read now, in the whole of memory as it has it, ciphertext included. */
export function secretsSeen(guest: ModelGuest): SecretSeen[] {
  const { controller } = guest.memory;
  const bytes = controller.raw(controller.start, controller.pages * PAGE_SIZE);
  const seen: SecretSeen[] = [];
  for (let from = bytes.indexOf(guest.word); from >= 0; from = bytes.indexOf(guest.word, from + MARK_SIZE)) {
    const at = physAddr(controller.start + from);
    const page = guest.pageOf(at);
    const where = page === undefined ? `slot ${guest.slotOf(at)}` : `page ${page}`;
    seen.push({ at, where, bytes: bytes.subarray(from, from + MARK_SIZE) });
  }
  return seen;
}

/**
 * The same guest with other secrets: it takes each step that the first takes, and the host must not be able to
 * tell the two apart. Compared is what the host reads of shared pages, byte by byte; ciphertext is left out, since
 * who knows that two guests have one key tells by it that their data differ, and nothing more.
 */
export class Twin {
  readonly #word: string;
  #first: ModelGuest | undefined;
  #twin: ModelGuest | undefined;

  /** @param word 6 characters with which secrets of the twin begin. */
  constructor(word: string) {
    this.#word = word;
  }

  /** Takes a step that the first has taken. @returns the first byte at which the host's views then differ. */
  step(first: ModelGuest, event: AnyEvent): PhysAddr | undefined {
    if (this.#first !== first || !this.#twin)
      this.#twin = new ModelGuest(first.system, { sizes: first.sizes, word: this.#word });
    this.#first = first;
    act(this.#twin, event);
    const [mine, its] = [[...first.sharedPages()], [...this.#twin.sharedPages()]];
    for (const [i, { at, bytes }] of mine.entries()) {
      const other = its[i];
      if (other?.at !== at) return at;
      if (!bytes.equals(other.bytes))
        return physAddr(at + bytes.findIndex((byte, offset) => byte !== other.bytes[offset]));
    }
    return undefined;
  }
}

/** Sixteen bytes a line, as `hexdump -C` writes them. */
export function hexdump(at: number, bytes: Buffer): string {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; from += 16) {
    const line = bytes.subarray(from, from + 16);
    const hex = [...line].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = line.toString('latin1').replace(/[^ -~]/g, '.');
    lines.push(`${(at + from).toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  |${text}|`);
  }
  return lines.join('\n');
}
