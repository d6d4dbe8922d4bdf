import type { MappingInput, PoolInput, SlotInput } from '../../../machines/index.ts';
import type { Parts } from '../../parts.ts';
import type { Reading } from '../guestOnBytes.ts';
import type { ModelGuest } from './modelGuest.ts';

/**
 * What the bytes and structures of a guest say of one part of its model, in the words of the part's machine.
 *
 * Read from the runtime: what a page is to hardware, from the memory controller; what pages and slots hold, from their
 * bytes through the key of their owner; how a page is mapped and what a mapping is, from the DMA API and the address
 * that it gave out; who holds a slot, from the allocator; what a pool is, from swiotlb.
 *
 * Left out: whose page it is and whether its conversion is under way is what the kernel's page life says, and device, TDI and
 * mapping decision are lives of the runtime too: there is nothing else in it that would know. `completed` and `written` of a
 * mapping are the driver's, and `left` of a slot is noted when bytes move: bytes do not say who wrote them.
 *
 * @throws {RangeError} for a family that DMA designs do not have.
 */
export function abstractPart(guest: ModelGuest, family: string, index: number): Reading {
  const read = families[family];
  if (!read) throw new RangeError(`no bytes stand for ${family}`);
  return read(guest, index);
}

const families: Readonly<Record<string, (guest: ModelGuest, index: number) => Reading>> = {
  page(guest, index) {
    const { memory } = guest;
    const frame = guest.frameOf(index);
    const visibility = memory.controller.visibility(frame);
    const mapped = mappedAs(guest, index);
    const content = guest.pageContent(index) ?? 'noise';
    const { value, context } = memory.pages.view(frame);
    return {
      key: `${memory.pages.state(frame)} ${visibility} ${mapped} ${content}`,
      view: () => ({ value: standing(value, visibility), context: { ...context, content, mapped } }),
    };
  },
  slot(guest, slot) {
    const holder = guest.holderOf(slot);
    const device = holder ? guest.devices.findIndex(({ dma }) => dma === holder.device) : null;
    const visibility = guest.memory.visibility(guest.slotAt(slot));
    const content = guest.contentAt(guest.slotAt(slot), guest.tenancyOfSlot(slot, holder)) ?? 'noise';
    const left = guest.left[slot] ?? null;
    const pool = slot % guest.swiotlbs.length;
    return {
      key: `${device} ${visibility} ${content} ${left}`,
      view: () => {
        const { copiesInAlways = true } = guest.input<SlotInput>('slot', slot);
        return {
          value: device === null ? 'free' : 'held',
          context: { pool, visibility, copiesInAlways, content, left, device },
        };
      },
    };
  },
  mapping(guest, index) {
    const rules = () => ({
      refusesAccept: true,
      unmapsCompletedOnly: true,
      ...guest.input<MappingInput>('mapping', index),
    });
    const driver = guest.drivers[index];
    if (!driver) return { key: 'idle', view: () => ({ value: 'idle', context: { ...rules(), ...nothing } }) };
    const { mapping, life } = driver;
    const { value, context } = life.view(0);
    const page = guest.pageOf(mapping.phys) ?? null;
    const { written, completed } = context;
    const key = `${life.state(0)} ${page}`;
    if (value === 'received')
      return { key, view: () => ({ value, context: { ...rules(), ...nothing, page, written } }) };
    const slot = mapping.bounced ? guest.slotOf(mapping.bounced.tlbAddr) : null;
    const device = mapping.dev.number;
    const address = guest.aliasOf(mapping.dmaAddr);
    const { dir } = mapping;
    const pool = slot === null ? null : slot % guest.swiotlbs.length;
    return {
      key: `${key} ${slot} ${device} ${dir} ${address}`,
      view: () => ({
        value: slot === null ? 'direct' : 'bounced',
        context: { ...rules(), device, page, slot, pool, dir, address, completed, written },
      }),
    };
  },
  pool(guest, index) {
    const value = guest.poolState(index);
    const visibility = guest.memory.visibility(guest.slotAt(index));
    return {
      key: `${value} ${visibility}`,
      view: () => {
        const { failsClosed = true, dynamic = false } = guest.input<PoolInput>('pool', index);
        return { value, context: { visibility, failsClosed, dynamic } };
      },
    };
  },
  device: (guest, index) => alone(guest.device(index).dma.life),
  dmaDirect: (guest, index) => alone(guest.device(index).dma.decision),
  tdi: (guest, index) => alone(guest.device(index).requester),
  endpoint: (guest, index) => alone(guest.device(index).requester),
  host: ({ host }) => ({ key: '', view: () => host.view(0) }),
};

const nothing = {
  device: null,
  page: null,
  slot: null,
  pool: null,
  dir: null,
  address: null,
  completed: false,
  written: false,
} as const;

const alone = (parts: Parts): Reading => ({ key: `${parts.state(0)}`, view: () => parts.view(0) });

/** What the kernel takes a page for, if hardware agrees; and else what it is to hardware. */
function standing(value: unknown, visibility: 'private' | 'shared'): unknown {
  if (value === 'unknown') return value;
  const promised = value === 'private' || value === 'sharing' ? 'private' : 'shared';
  return promised === visibility ? value : visibility;
}

function mappedAs(guest: ModelGuest, page: number): 'no' | 'direct' | 'bounced' {
  const at = guest.pageAt(page);
  for (const { dma } of guest.devices)
    for (const { phys, bounced } of guest.dma.mappings(dma))
      if (phys === at) return bounced ? 'bounced' : 'direct';
  return 'no';
}
