import { defineEvents } from '../composition/index.ts';

/** Who can reach memory. */
const memory = ['private', 'shared'] as const;
/** The encryption bit of an address or a table entry: 1 says private. */
const c = [0, 1] as const;
/** What the IOMMU makes of an access. */
const outcome = ['done', 'blocked'] as const;

/**
 * What guest, host and devices do to what an IOMMU and QEMU know of private and shared memory.
 *
 * Source: "Secure VFIO, TDISP, SEV TIO" (linux-coco, Aug 2024); QEMU system/ram-block-attributes.c.
 */
export const visibilityEvents = defineEvents({
  // One IOMMU domain.
  ATTACH_DEVICE: {
    by: 'host',
    index: ['device'],
    values: { needs: memory },
    summary: 'the device is attached to the domain',
  },
  DETACH_DEVICE: { by: 'host', index: ['device'], summary: 'the device is detached from the domain' },
  DOMAIN_MAP: { by: 'host', values: { memory }, summary: 'guest memory is mapped in the domain' },
  DOMAIN_UNMAP: { by: 'host', values: { memory }, summary: 'guest memory is unmapped from the domain' },
  DOMAIN_ACCESS: {
    by: 'device',
    index: ['device'],
    values: { memory, outcome },
    summary: 'the device accesses memory that is mapped in its domain',
  },

  // One page whose address says what it is.
  PAGE_SHARED: { by: 'guest', index: ['page'], summary: 'the guest has the page converted to shared' },
  PAGE_PRIVATE: { by: 'guest', index: ['page'], summary: 'the guest has the page converted to private' },
  IOMMU_ACCESS: {
    by: 'device',
    index: ['page'],
    values: { c },
    summary: 'a device accesses the page, and the IOMMU takes it for private (1) or shared (0)',
  },
  IO_MAP: {
    by: 'guest',
    index: ['page'],
    values: { c },
    summary: 'the guest maps the page in its I/O page table, with the C-bit set or not',
  },
  IO_UNMAP: { by: 'guest', index: ['page'], summary: 'the guest unmaps the page, and the entry is flushed' },

  // The launch of a guest with an assigned device.
  REALIZE: { by: 'host', summary: 'QEMU realizes the device: an iommufd, a domain, a device table entry' },
  PIN_PRIVATE: {
    by: 'host',
    summary: 'private memory is pinned and mapped for the device, and becomes guest-owned',
  },
  LAUNCH_UPDATE: {
    by: 'host',
    values: { result: ['measured', 'error'] },
    summary: 'SNP LAUNCH UPDATE measures a page and makes it private',
  },
  LAUNCH_FINISH: { by: 'host', summary: 'the guest is launched' },
  SET_DTE: { by: 'host', summary: 'the device table entry is written anew, as the device now is' },
  CONVERT_DEVICE: {
    by: 'guest',
    summary: 'the guest has the device converted to private, after it has judged it',
  },
  LAUNCH_DMA: { by: 'device', summary: 'the device accesses the page as private memory' },

  // QEMU's record of which pages are discarded, and the two devices that follow it.
  DISCARD_CONVERT: {
    by: 'guest',
    values: { to: memory },
    summary: 'the guest asks QEMU to convert the page',
  },
  DEVICE_MODE: {
    by: 'guest',
    values: { assigned: [0, 1], mode: memory },
    summary: 'the assigned device starts private operation, or gives it up',
  },
  LISTENER_DONE: {
    by: 'host',
    index: ['listener'],
    values: { memory, maps: [false, true] },
    summary: 'the VFIO listener has the page mapped, or not, after what it was told of it',
  },
  LISTENER_FAILS: {
    by: 'host',
    values: { assigned: [0, 1], memory },
    summary: 'M39: the VFIO listener of the assigned device fails to map the page',
  },
});
