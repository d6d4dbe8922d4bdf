import type { Reading } from '../guestOnBytes.ts';
import type { SnoopModelGuest } from './snoopModelGuest.ts';

/** Where the one chain is, as the machine `snoop` names it. */
export type SnoopState = 'idle' | 'available' | 'checked' | 'granted' | 'used' | 'usedOpen' | 'takenBackOpen';

/**
 * What the bytes and structures of a guest whose hypervisor reads its virtqueue say of one part of its model.
 *
 * Read from the runtime: which page is in the ring, from the descriptor there; which one the guest has put into it, from the driver's
 * own memory; what was checked and what is lent, from the hypervisor; whether the chain was used, from the used ring; whose a page
 * is, from what is in it.
 *
 * @throws {RangeError} for a family that these designs do not have.
 */
export function abstractSnoopPart(guest: SnoopModelGuest, family: string, index: number): Reading {
  const read = families[family];
  if (!read) throw new RangeError(`no bytes stand for ${family}`);
  return read(guest, index);
}

const families: Readonly<Record<string, (guest: SnoopModelGuest, index: number) => Reading>> = {
  guestPage(guest, page) {
    const value = guest.pages.state(page);
    return { key: value, view: () => ({ value, context: { strict: false } }) };
  },
  snoop(guest) {
    const { hypervisor } = guest;
    const value = snoopState(guest);
    const isOut = guest.queue.outstanding > 0;
    const page = (address: number | undefined) =>
      address === undefined ? null : guest.pages.pageOf(address);
    const read = {
      invited: guest.queue.tokens[0] ?? null,
      inRing: isOut ? page(hypervisor.inRing) : null,
      checked: isOut ? page(hypervisor.copy) : null,
      granted: page(hypervisor.lent),
    };
    const rules = { trapsAvail: true, readsOnce: true, revokesBeforeUsed: true };
    return {
      key: `${value} ${Object.values(read)}`,
      view: () => ({ value, context: { ...rules, ...guest.rules, ...read } }),
    };
  },
  host: ({ host }) => ({ key: '', view: () => host.view(0) }),
};

/** Where the chain is, by the ring and by what the hypervisor has done. */
export function snoopState({ queue, hypervisor }: SnoopModelGuest): SnoopState {
  const isLent = hypervisor.lent !== undefined;
  if (queue.outstanding === 0) return isLent ? 'takenBackOpen' : 'idle';
  if (queue.moreUsed) return isLent ? 'usedOpen' : 'used';
  if (isLent) return 'granted';
  return hypervisor.copy === undefined ? 'available' : 'checked';
}
