import type { GrantInput, GuestIommuInput } from '../../../machines/index.ts';
import { gpa, type Iova, iova, type PhysAddr } from '../../addresses.ts';
import { NotCapableError } from '../../errors.ts';
import {
  type IoMapping,
  type Iommu,
  TwoStageIommu,
  VirtioIommu,
  VirtioIommuDriver,
} from '../../iommu/index.ts';
import { aliasAddress, PAGE_SIZE, type Platform } from '../../memory/index.ts';

/** An IOMMU as its guest has it: what is asked of it for a page, and what is in it. Addresses on the bus are those of pages. */
export interface GuestsIommu {
  readonly iommu: Iommu;
  /** @throws {FullError} if it takes no more. @throws {MisuseError} if the page is mapped. */
  map(page: PhysAddr): void;
  unmap(page: PhysAddr): void;
  /** Waits until the mapping of a page is out of effect, as far as whoever enforces it hears of that. */
  flush(page: PhysAddr): void;
  /** The host maps the page for itself. @throws {NotCapableError} if the IOMMU is not its own. */
  forge(page: PhysAddr): void;
  /** What becomes of a page: its mapping is there, is gone and in effect all the same, or is not. */
  state(page: PhysAddr): 'open' | 'cleared' | 'closed';
}

const DEVICE = 0;
const DOMAIN = 1;

/**
 * A virtio-iommu in front of device 0, of whoever provides it in the design.
 *
 * A VMM that has mapped a page for itself gives its mapping up for that of the guest, which does the same for it.
 */
export function virtioIommuOfGuest(
  platform: Platform,
  { grantsOnlyForGuest = true }: GrantInput,
  { acceptsOne = false }: GuestIommuInput,
): GuestsIommu {
  const provider = grantsOnlyForGuest ? (acceptsOne ? 'tcbSimple' : 'tcb') : 'vmm';
  const iommu = new VirtioIommu(platform, { provider });
  const driver = new VirtioIommuDriver(iommu, DEVICE, DOMAIN);
  const granted = (page: PhysAddr) => iommu.grants.find(({ iova: at }) => at === ioAddress(page));
  return {
    iommu,
    map(page) {
      if (granted(page)?.by === 'host') iommu.unmap(DOMAIN, ioAddress(page), PAGE_SIZE, 'host');
      driver.map(mappingOf(platform, page));
    },
    unmap: (page) => driver.unmap(ioAddress(page), PAGE_SIZE),
    flush: (page) => driver.sync({ iova: ioAddress(page), size: PAGE_SIZE }),
    forge: (page) => iommu.map(DOMAIN, mappingOf(platform, page), 'host'),
    state(page) {
      if (!granted(page)) return 'closed';
      return driver.pending.some(({ iova: at }) => at === ioAddress(page)) ? 'cleared' : 'open';
    },
  };
}

/**
 * An SMMU in front of device 0, or a hypervisor that looks the guest's stage-1 tables up as one does, and keeps what it has seen
 * there until it hears of a flush.
 */
export function smmuOfGuest(platform: Platform, { flushVisible = true }: GrantInput): GuestsIommu {
  const iommu = new TwoStageIommu(platform, { invalidation: 'lazy' });
  iommu.attach(DEVICE);
  const has = (mappings: readonly IoMapping[], page: PhysAddr) =>
    mappings.some(({ iova: at }) => at === ioAddress(page));
  return {
    iommu,
    map: (page) => iommu.map(DEVICE, mappingOf(platform, page)),
    unmap: (page) => iommu.unmap(DEVICE, ioAddress(page), PAGE_SIZE),
    flush(page) {
      if (flushVisible) iommu.flush({ device: DEVICE, from: ioAddress(page), size: PAGE_SIZE });
    },
    forge: () => {
      throw new NotCapableError('the tables of an SMMU are in memory of the guest');
    },
    state(page) {
      if (has(iommu.mappings(DEVICE), page)) return 'open';
      return has(iommu.cached(DEVICE), page) ? 'cleared' : 'closed';
    },
  };
}

const ioAddress = (page: PhysAddr): Iova => iova(page);

const mappingOf = (platform: Platform, page: PhysAddr): IoMapping => ({
  iova: ioAddress(page),
  size: PAGE_SIZE,
  to: gpa(aliasAddress(platform, page, 'shared')),
  access: 'readWrite',
});
