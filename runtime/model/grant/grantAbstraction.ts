import type { Reading } from '../guestOnBytes.ts';
import type { GrantModelGuest } from './grantModelGuest.ts';

/**
 * What the bytes and structures of a guest with an IOMMU say of one part of its model.
 *
 * Read from the runtime: what is enforced for a page, from the tables and caches of the IOMMU in front of the device; whose the page is,
 * from what is in it and from what the guest has let out; the one buffer of the simple mode, from its grants. What a part is made
 * with is the design's.
 *
 * @throws {RangeError} for a family that these designs do not have.
 */
export function abstractGrantPart(guest: GrantModelGuest, family: string, index: number): Reading {
  const read = families[family];
  if (!read) throw new RangeError(`no bytes stand for ${family}`);
  return read(guest, index);
}

const families: Readonly<Record<string, (guest: GrantModelGuest, index: number) => Reading>> = {
  guestPage(guest, page) {
    const value = guest.pages.state(page);
    return { key: value, view: () => ({ value, context: { strict: true, ...guest.rules('guestPage') } }) };
  },
  guestIommu(guest) {
    const { described = 'virtio', acceptsOne = false } = guest.rules('guestIommu');
    const page = [...Array(guest.sizes['page']).keys()].find(
      (number) => guest.believed.state(guest.pages.at(number)) !== 'closed',
    );
    const mapped = acceptsOne ? (page ?? null) : null;
    return {
      key: `${mapped}`,
      view: () => ({ value: 'attached', context: { described, acceptsOne, mapped } }),
    };
  },
  grant(guest, page) {
    const value = guest.front.state(guest.pages.at(page));
    const rules = { iommu: 'virtio', grantsOnlyForGuest: true, flushVisible: true, blocksUnmapped: true };
    return { key: value, view: () => ({ value, context: { ...rules, ...guest.rules('grant') } }) };
  },
  host: ({ host }) => ({ key: '', view: () => host.view(0) }),
};
