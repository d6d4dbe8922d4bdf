import { type PhysAddr, physAddr } from '../../addresses.ts';
import { type GuestMemory, PAGE_SIZE } from '../../memory/index.ts';
import { contentOf, MARK_SIZE, markOf } from '../marks.ts';

/** Whose a page is, as the machine `guestPage` names it. */
export type LetPageState = 'own' | 'exposed' | 'withdrawing' | 'takenBack';

/**
 * Pages of a guest that it lets a device have, and takes back: while they are let they hold what the device may have, and before and
 * after a secret. So what is in a page says whose it is.
 */
export class LetPages {
  readonly #memory: GuestMemory;
  readonly #word: string;
  readonly #first: PhysAddr;
  /** By page, how often it became the guest's own. */
  readonly #tenancies: number[];
  /** Pages that the guest has let out, and not begun to take back. */
  readonly #letOut = new Set<number>();

  /** @param first address of the first page. */
  constructor(memory: GuestMemory, { first, count, word }: { first: PhysAddr; count: number; word: string }) {
    this.#memory = memory;
    this.#word = word;
    this.#first = first;
    this.#tenancies = Array.from({ length: count }, () => 0);
    for (const page of this.#tenancies.keys()) this.takeBack(page);
  }

  at(page: number): PhysAddr {
    return physAddr(this.#first + page * PAGE_SIZE);
  }

  /** The page that an address lies in; -1 for none of these. */
  pageOf(address: number): number {
    return this.#tenancies.findIndex((_, page) => Math.floor((address - this.at(page)) / PAGE_SIZE) === 0);
  }

  /** Whose the secret in a page is. */
  tenancyOf(page: number): number {
    return this.#tenancies[page] ?? 0;
  }

  state(page: number): LetPageState {
    const content = contentOf(this.#memory.read(this.at(page), MARK_SIZE), this.tenancyOf(page), this.#word);
    if (content === 'public') return this.#letOut.has(page) ? 'exposed' : 'withdrawing';
    return this.tenancyOf(page) === 1 ? 'own' : 'takenBack';
  }

  /** The guest puts into a page what the device may have, and lets it out. */
  letOut(page: number): void {
    this.#memory.write(this.at(page), markOf('public', 0));
    this.#letOut.add(page);
  }

  /** The guest begins to take a page back; what is in it stays. */
  withdraw(page: number): void {
    this.#letOut.delete(page);
  }

  /** The page is the guest's own: a secret is put into it. */
  takeBack(page: number): void {
    const tenancy = this.tenancyOf(page) + 1;
    this.#tenancies[page] = tenancy;
    this.#memory.write(this.at(page), markOf('secret', tenancy, this.#word));
  }
}
