import type { AnyEvent } from '../../composition/index.ts';
import { type PhysAddr, physAddr } from '../addresses.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import { beginOnBytes } from './beginOnBytes.ts';
import type { GuestOnBytes } from './guestOnBytes.ts';
import { contentOf, MARK_SIZE, markOf } from './marks.ts';

/** Bytes of a secret as the host reads them. */
export interface SecretSeen {
  readonly at: PhysAddr;
  /** What lies there: `page 0`, `slot 1`. */
  readonly where: string;
  /** `stale`: whoever it was written for does not have this memory any more, or it lay in a page from the start. */
  readonly content: 'secret' | 'stale';
  readonly bytes: Buffer;
}

const FIRST = markOf('stale', 0);

/** Every secret that the host can read now, in the whole of memory as it has it, ciphertext included. */
export function secretsSeen(guest: GuestOnBytes): SecretSeen[] {
  const { controller } = guest.memory;
  const seen: SecretSeen[] = [];
  for (let page = 0; page < controller.pages; page++) {
    const bytes = guest.hostReads(page);
    if (!bytes) continue;
    const start = physAddr(controller.start + page * PAGE_SIZE);
    const first = bytes.subarray(0, MARK_SIZE);
    // The same bytes in every run, but not for the host. In a slot they are a copy of such a page.
    const there = first.equals(FIRST) ? guest.placeOf(start).where : '';
    if (there.startsWith('page')) seen.push({ at: start, where: there, content: 'stale', bytes: first });
    for (
      let from = bytes.indexOf(guest.word);
      from >= 0;
      from = bytes.indexOf(guest.word, from + MARK_SIZE)
    ) {
      const at = physAddr(start + from);
      const { where, tenancy } = guest.placeOf(at);
      const secret = bytes.subarray(from, from + MARK_SIZE);
      const content = contentOf(secret, tenancy, guest.word) === 'secret' ? 'secret' : 'stale';
      seen.push({ at, where, content, bytes: secret });
    }
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
  #first: GuestOnBytes | undefined;
  #twin: GuestOnBytes | undefined;

  /** @param word 6 characters with which secrets of the twin begin. */
  constructor(word: string) {
    this.#word = word;
  }

  /** Takes a step that the first has taken. */
  step(first: GuestOnBytes, event: AnyEvent): void {
    if (this.#first !== first || !this.#twin)
      this.#twin = beginOnBytes(first.system, { sizes: first.sizes, word: this.#word });
    this.#first = first;
    this.#twin.act(event);
  }

  /** The first byte at which the host's views of the two differ. */
  difference(): PhysAddr | undefined {
    if (!this.#first || !this.#twin) return undefined;
    const { controller } = this.#first.memory;
    for (let page = 0; page < controller.pages; page++) {
      const at = physAddr(controller.start + page * PAGE_SIZE);
      const visibility = controller.visibility(page);
      if (visibility !== this.#twin.memory.controller.visibility(page)) return at;
      if (visibility === 'private') continue;
      const [bytes, others] = [this.#first.hostReads(page), this.#twin.hostReads(page)];
      if (!bytes && !others) continue;
      if (!bytes || !others) return at;
      if (!bytes.equals(others)) return physAddr(at + bytes.findIndex((byte, i) => byte !== others[i]));
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
