import type { PartView } from '../../../composition/index.ts';
import { deviceStatus } from '../../../machines/index.ts';
import { machineBitsOf } from '../../virtio/negotiate.ts';
import type { Reading } from '../guestOnBytes.ts';
import { readQueue } from './queueReading.ts';
import type { VirtioModelGuest } from './virtioModelGuest.ts';

type View = Pick<PartView, 'value' | 'context'>;

/**
 * What the bytes and structures of a guest with a virtio device say of one part of its model.
 *
 * Read from the runtime: status and features, from the registers of the device; where the driver is, from what it has written and
 * read; the queue, as {@link readQueue} says; which pool the device has, from the DMA layer; what the platform lets through, from
 * bus, IOMMU and pages; under which ID the device is, from that register. What a part is made with is the design's.
 *
 * Left out: the boot gate is nothing but a life. That an access was blocked, and that a request is dropped, is what the device itself
 * knows: no byte says so.
 *
 * @throws {RangeError} for a family that these designs do not have.
 */
export function abstractVirtioPart(guest: VirtioModelGuest, family: string): Reading {
  const read = families[family];
  if (!read) throw new RangeError(`no bytes stand for ${family}`);
  return read(guest);
}

const families: Readonly<Record<string, (guest: VirtioModelGuest) => Reading>> = {
  virtio(guest) {
    const { registers } = guest;
    // What a driver reads while a reset goes on is the device's business.
    const status = registers.resetting ? 0 : registers.status;
    const value = registers.resetting ? 'resetting' : status === 0 ? 'inReset' : 'running';
    return reading(guest, 'virtio', value, { status }, { onBusMasterOff: 'keep' });
  },
  virtioFeatures(guest) {
    const { registers } = guest;
    const negotiable = !registers.resetting && (registers.status & deviceStatus.ACKNOWLEDGE) !== 0;
    const offered = machineBitsOf(registers.offered);
    const accepted = machineBitsOf(registers.accepted);
    const { refusesAnyway } = registers;
    const { requires = [], onMissing = 'refuse' } = guest.rules('virtioFeatures');
    return {
      key: `${negotiable} ${offered} ${accepted} ${refusesAnyway}`,
      view: () => ({
        value: negotiable ? 'negotiable' : 'inReset',
        context: { requires, onMissing, offered, accepted, refusesAnyway },
      }),
    };
  },
  virtioDriver(guest) {
    const { driver, pool } = guest;
    const read = {
      pool: pool.isUsable,
      seen: machineBitsOf(driver.seen),
      accepted: machineBitsOf(driver.accepted),
    };
    return reading(guest, 'virtioDriver', driver.stage, read, {
      accepts: [32, 33],
      mayAccept: [],
      needs: [],
      legacy: false,
      rereadsFeaturesOk: true,
      waitsForReset: true,
    });
  },
  virtqueue(guest) {
    const { value, ...read } = readQueue(guest);
    return reading(guest, 'virtqueue', value, read, { onBlocked: 'silent' });
  },
  restrictedPool: (guest) =>
    reading(
      guest,
      'restrictedPool',
      guest.pool.state,
      {},
      { described: 'memoryRegion', guestKnows: true, failsClosed: false },
    ),
  platform(guest) {
    const read = { path: guest.path.path(guest.otherAt), busMaster: guest.path.busMaster };
    return reading(guest, 'platform', 'guarding', read, { switchesBusMaster: false });
  },
  deviceId: (guest) =>
    reading(guest, 'deviceId', guest.deviceId.state, {}, { driverKnows: false, bindsByIdOnly: true }),
  bootGate: ({ bootGate }) => ({ key: `${bootGate.state(0)}`, view: () => bootGate.view(0) }),
  host: ({ host }) => ({ key: '', view: () => host.view(0) }),
};

/** What was read, beside the rules of the design: `defaults` names them, and says what they are where it says nothing. */
function reading(
  guest: VirtioModelGuest,
  family: string,
  value: string,
  read: View['context'],
  defaults: View['context'],
): Reading {
  return {
    key: `${value} ${Object.values(read).join(' ')}`,
    view: () => ({ value, context: { ...defaults, ...guest.rules(family), ...read } }),
  };
}
