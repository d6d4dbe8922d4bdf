import type { System } from '../../composition/index.ts';
import { MisuseError } from '../errors.ts';
import { ModelGuest } from './dma/modelGuest.ts';
import { GrantModelGuest } from './grant/grantModelGuest.ts';
import type { GuestOnBytes, ModelGuestOptions } from './guestOnBytes.ts';
import { PassthroughModelGuest } from './passthrough/passthroughModelGuest.ts';
import { SharedPoolModelGuest } from './sharedPool/sharedPoolModelGuest.ts';
import { SnoopModelGuest } from './snoop/snoopModelGuest.ts';
import { VirtioModelGuest } from './virtio/virtioModelGuest.ts';
import { VtomModelGuest } from './vtom/vtomModelGuest.ts';

/** Designs of one kind: what makes them so, what else they may have, which are left out, and their guests. */
interface Kind {
  readonly families: readonly string[];
  readonly also: readonly string[];
  readonly without?: readonly string[];
  readonly begin: (system: System, options?: ModelGuestOptions) => GuestOnBytes;
}

const VIRTIO = ['virtio', 'virtioFeatures', 'virtioDriver', 'virtqueue', 'restrictedPool', 'platform'];

const kinds: readonly Kind[] = [
  {
    families: ['page', 'dmaDirect', 'device'],
    also: ['slot', 'mapping', 'pool', 'tdi', 'endpoint', 'host'],
    begin: (...given) => new ModelGuest(...given),
  },
  {
    families: VIRTIO,
    also: ['deviceId', 'bootGate', 'host'],
    begin: (...given) => new VirtioModelGuest(...given),
  },
  {
    families: ['guestPage', 'guestIommu', 'grant'],
    also: ['host'],
    // Its guest does not use the IOMMU: nothing of a mapping is anywhere.
    without: ['twoStageIommuBypass'],
    begin: (...given) => new GrantModelGuest(...given),
  },
  {
    families: [...VIRTIO, 'guestPage', 'guestIommu', 'grant'],
    also: ['host'],
    begin: (...given) => new PassthroughModelGuest(...given),
  },
  {
    families: ['guestPage', 'snoop'],
    also: ['host'],
    begin: (...given) => new SnoopModelGuest(...given),
  },
  {
    families: ['poolUser', 'sharedSlot'],
    also: ['host'],
    begin: (...given) => new SharedPoolModelGuest(...given),
  },
  { families: ['vtomPage'], also: ['host'], begin: (...given) => new VtomModelGuest(...given) },
];

const kindOf = (system: System): Kind | undefined =>
  kinds.find(({ families, also, without = [] }) => {
    const has = Object.keys(system.families);
    return (
      !without.includes(system.name) &&
      families.every((family) => has.includes(family)) &&
      has.every((family) => families.includes(family) || also.includes(family))
    );
  });

/** Whether there is a guest on bytes for designs of this kind. */
export const runsOnBytes = (system: System): boolean => kindOf(system) !== undefined;

/**
 * A new guest of a design, of whichever kind it is.
 *
 * @throws {MisuseError} if the design cannot be run on bytes.
 */
export function beginOnBytes(system: System, options?: ModelGuestOptions): GuestOnBytes {
  const kind = kindOf(system);
  if (!kind) throw new MisuseError(`${system.name} cannot be run on bytes: no guest has parts like its own`);
  return kind.begin(system, options);
}
