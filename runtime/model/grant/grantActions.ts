import type { AnyEvent } from '../../../composition/index.ts';
import { MisuseError } from '../../errors.ts';
import { requireMove } from '../hostLife.ts';
import { refuse } from '../refusing.ts';
import { accessPage } from './deviceAccess.ts';
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
  requireMove(guest.host, event);
  action(guest, event, Number(event['page']));
}

const actions: Readonly<Record<string, Action>> = {
  EXPOSE(guest, event, page) {
    const { described = 'virtio' } = guest.rules('guestIommu');
    if (event['iommu'] !== described) refuse(event, `the guest was told of ${described}`);
    inState(guest, event, 'own', 'takenBack');
    guest.believed.map(guest.pages.at(page));
    guest.pages.letOut(page);
  },
  WITHDRAW(guest, event, page) {
    inState(guest, event, 'exposed');
    guest.believed.unmap(guest.pages.at(page));
    guest.pages.withdraw(page);
    const { strict = true } = guest.rules('guestPage');
    if (!strict) guest.pages.takeBack(page);
  },
  FLUSH(guest, event, page) {
    inState(guest, event, 'withdrawing', 'takenBack');
    guest.believed.flush(guest.pages.at(page));
    if (guest.pages.state(page) === 'withdrawing') guest.pages.takeBack(page);
  },
  FORGE_GRANT: (guest, _, page) => guest.front.forge(guest.pages.at(page)),
  ACCESS_EXPOSED(guest, event, page) {
    inState(guest, event, 'exposed', 'withdrawing');
    accessPage(guest.port, guest.pages.at(page), event);
  },
  ACCESS_OTHER(guest, event, page) {
    inState(guest, event, 'own', 'takenBack');
    const move = guest.front.state(guest.pages.at(page)) === 'cleared' ? 'M40' : 'M21';
    if (event['move'] !== move) refuse(event, `it is ${move}`);
    accessPage(guest.port, guest.pages.at(page), event);
  },
};

function inState(guest: GrantModelGuest, event: AnyEvent, ...states: readonly string[]): void {
  const state = guest.pages.state(Number(event['page']));
  if (!states.includes(state)) refuse(event, `the page is ${state}`);
}
