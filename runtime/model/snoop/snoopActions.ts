import type { AnyEvent } from '../../../composition/index.ts';
import { MisuseError } from '../../errors.ts';
import { LittleEndian } from '../../virtio/littleEndian.ts';
import { accessPage } from '../grant/deviceAccess.ts';
import { requireMove } from '../hostLife.ts';
import { refuse } from '../refusing.ts';
import { type SnoopState, snoopState } from './snoopAbstraction.ts';
import type { SnoopModelGuest } from './snoopModelGuest.ts';

type Action = (guest: SnoopModelGuest, event: AnyEvent, page: number) => void;

/**
 * Takes one step of a design whose hypervisor reads the virtqueue on bytes. Whether the host makes a move at all is what the design
 * says of it. Of FLUSH there is nothing to do: what was found used is the driver's at once.
 *
 * @throws one of the errors of the runtime if it refuses; then nothing that the model speaks of has changed.
 * @throws {MisuseError} for a step whose parameters say something else than what is there.
 */
export function actSnoop(guest: SnoopModelGuest, event: AnyEvent): void {
  const action = actions[event.type];
  if (!action) throw new MisuseError(`nothing is known of ${event.type} on bytes`);
  requireMove(guest.host, event);
  action(guest, event, Number(event['page']));
}

const actions: Readonly<Record<string, Action>> = {
  EXPOSE(guest, event, page) {
    inState(guest, event, 'idle');
    pageIs(guest, event, 'own', 'takenBack');
    guest.pages.letOut(page);
    guest.makeAvailable(page);
    guest.hypervisor.available();
  },
  WITHDRAW(guest, event, page) {
    pageIs(guest, event, 'exposed');
    if (guest.queue.tokens[0] !== page) refuse(event, 'another page is in the queue');
    if (!guest.queue.takeUsed()) refuse(event, 'the chain was not used');
    guest.pages.withdraw(page);
    guest.pages.takeBack(page);
  },
  FLUSH: (guest, event) => pageIs(guest, event, 'takenBack'),
  REWRITE_DESCRIPTOR(guest, event, page) {
    inState(guest, event, 'available', 'checked');
    const { hypervisor, vmm } = guest;
    if (hypervisor.inRing === guest.pages.at(page)) refuse(event, 'the descriptor names the page already');
    const fields = new LittleEndian(vmm);
    const descriptor = fields.descriptor(hypervisor.descriptorAt);
    fields.setDescriptor(hypervisor.descriptorAt, { ...descriptor, address: guest.pages.at(page) });
  },
  SNOOP_CHECK(guest, event, page) {
    inState(guest, event, 'available');
    if (guest.hypervisor.inRing !== guest.pages.at(page)) refuse(event, 'the ring names another page');
    guest.hypervisor.check();
  },
  SNOOP_GRANT(guest, event, page) {
    inState(guest, event, 'checked');
    if (guest.hypervisor.next !== guest.pages.at(page)) refuse(event, 'it would lend another page');
    guest.hypervisor.lend();
  },
  SNOOP_REVOKE(guest, event) {
    inState(guest, event, 'usedOpen', 'takenBackOpen');
    guest.hypervisor.revoke();
  },
  CHAIN_USED(guest, event) {
    inState(guest, event, 'granted');
    const chain = guest.device.pop() ?? refuse(event, 'the queue is empty');
    guest.hypervisor.beforeUsed();
    guest.device.push(chain.head, 0);
  },
  ACCESS_EXPOSED(guest, event, page) {
    pageIs(guest, event, 'exposed');
    accessPage(guest.port, guest.pages.at(page), event);
  },
  ACCESS_OTHER(guest, event, page) {
    pageIs(guest, event, 'own', 'takenBack');
    const isLate = ['usedOpen', 'takenBackOpen'].includes(snoopState(guest));
    const move = isLate && guest.hypervisor.lent === guest.pages.at(page) ? 'M16' : 'M21';
    if (event['move'] !== move) refuse(event, `it is ${move}`);
    accessPage(guest.port, guest.pages.at(page), event);
  },
};

function inState(guest: SnoopModelGuest, event: AnyEvent, ...states: readonly SnoopState[]): void {
  const state = snoopState(guest);
  if (!states.includes(state)) refuse(event, `the chain is ${state}`);
}

function pageIs(guest: SnoopModelGuest, event: AnyEvent, ...states: readonly string[]): void {
  const state = guest.pages.state(Number(event['page']));
  if (!states.includes(state)) refuse(event, `the page is ${state}`);
}
