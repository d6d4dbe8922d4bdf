import type { AnyEvent } from '../../../composition/index.ts';
import { MisuseError } from '../../errors.ts';
import { MARK_SIZE } from '../marks.ts';
import { refuse } from '../refusing.ts';
import { pageState } from './grantAbstraction.ts';
import type { GrantModelGuest } from './grantModelGuest.ts';

type Action = (guest: GrantModelGuest, event: AnyEvent, page: number) => void;

/**
 * Takes one step of a design with an IOMMU on bytes. Whether the host makes a move at all is what the design says of it.
 *
 * @throws one of the errors of the runtime if it refuses; then nothing that the model speaks of has changed.
 * @throws {MisuseError} for a step whose parameters say something else than what is there.
 */
export function actGrant(guest: GrantModelGuest, event: AnyEvent): void {
  const action = actions[event.type];
  if (!action) throw new MisuseError(`nothing is known of ${event.type} on bytes`);
  if (guest.host.handles(0, event.type)) guest.host.step(0, event);
  action(guest, event, Number(event['page']));
}

const actions: Readonly<Record<string, Action>> = {
  EXPOSE(guest, event, page) {
    const { described = 'virtio' } = guest.rules('guestIommu');
    if (event['iommu'] !== described) refuse(event, `the guest was told of ${described}`);
    inState(guest, event, 'own', 'takenBack');
    guest.believed.map(guest.pageAt(page));
    guest.fillForDevice(page);
    guest.letOut.add(page);
  },
  WITHDRAW(guest, event, page) {
    inState(guest, event, 'exposed');
    guest.believed.unmap(guest.pageAt(page));
    guest.letOut.delete(page);
    const { strict = true } = guest.rules('guestPage');
    if (!strict) guest.takeBack(page);
  },
  FLUSH(guest, event, page) {
    inState(guest, event, 'withdrawing', 'takenBack');
    guest.believed.flush(guest.pageAt(page));
    if (pageState(guest, page) === 'withdrawing') guest.takeBack(page);
  },
  FORGE_GRANT: (guest, _, page) => guest.front.forge(guest.pageAt(page)),
  ACCESS_EXPOSED(guest, event) {
    inState(guest, event, 'exposed', 'withdrawing');
    access(guest, event);
  },
  ACCESS_OTHER(guest, event, page) {
    inState(guest, event, 'own', 'takenBack');
    const move = guest.front.state(guest.pageAt(page)) === 'cleared' ? 'M40' : 'M21';
    if (event['move'] !== move) refuse(event, `it is ${move}`);
    access(guest, event);
  },
};

function inState(guest: GrantModelGuest, event: AnyEvent, ...states: readonly string[]): void {
  const state = pageState(guest, Number(event['page']));
  if (!states.includes(state)) refuse(event, `the page is ${state}`);
}

/** The device reads the page, and writes back what it has read. */
function access(guest: GrantModelGuest, event: AnyEvent): void {
  const page = Number(event['page']);
  const outcome = guest.reaches(page) ? 'done' : 'blocked';
  if (outcome !== event['outcome']) refuse(event, `the access is ${outcome}`);
  if (outcome === 'blocked') return;
  const bytes = new Uint8Array(MARK_SIZE);
  guest.port.read(guest.pageAt(page), bytes);
  guest.port.write(guest.pageAt(page), bytes);
}
