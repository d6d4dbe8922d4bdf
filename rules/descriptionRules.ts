import {
  addressReaderMachine,
  addressWriterMachine,
  advertisedRangeMachine,
  barBufferMachine,
  bootGateMachine,
  deviceIdMachine,
  poolMemoryMachine,
} from '../machines/index.ts';
import type { Rule } from './rule.ts';

/** Rules about what is described to a guest: pools, ranges, identities, addresses. */
export const descriptionRules: readonly Rule[] = [
  {
    name: 'checkRangeIsDeclared',
    summary: 'a range is accepted only if it lies in a pool that the firmware declares',
    source: 'M. S. Tsirkin and D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: advertisedRangeMachine,
    off: { checksDeclared: false },
  },
  {
    name: 'readRangeOnce',
    summary: 'the range that is used is the one that was checked, from one copy',
    source: 'virtio 1.4 "Device Configuration Space"',
    machine: advertisedRangeMachine,
    off: { readsOnce: false },
  },
  {
    name: 'refuseUnresolvedPool',
    summary: 'a reference that fits no pool, or several, is not accepted',
    source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: advertisedRangeMachine,
    off: { refusesUnresolved: false },
  },
  {
    name: 'flushBarBeforeNotify',
    summary: 'a driver writes its cache back before it notifies',
    source: 'M. S. Tsirkin on RFC PATCH 3/3 of "VIRTIO_F_SWIOTLB", Apr 2025',
    machine: barBufferMachine,
    off: { flushesBeforeNotify: false },
  },
  {
    name: 'measureBootGate',
    summary: 'the gate is measured, so that a guest which went round it has no secrets to lose',
    source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: bootGateMachine,
    off: { measured: false },
  },
  {
    name: 'bindByIdOnly',
    summary: 'a driver binds only to IDs in its list',
    source: 'Linux 7.3 drivers/pci/pci-driver.c driver_override',
    machine: deviceIdMachine,
    off: { bindsByIdOnly: false },
  },
  {
    name: 'keepLoaderOut',
    summary: 'whoever loads the guest keeps out of what is reserved',
    source: 'D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: poolMemoryMachine,
    off: { loaderKeepsOut: false },
  },
  {
    name: 'readMarks',
    summary: 'a device looks at the marks that say in which address space a buffer lies',
    source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: addressReaderMachine,
    off: { readsMarks: false },
  },
  {
    name: 'checkOffset',
    summary: 'a device uses an offset only if the buffer ends within the region',
    source: 'virtio 1.4 "Shared Memory Regions"',
    machine: addressReaderMachine,
    off: { checksLength: false },
  },
  {
    name: 'reserveWindow',
    summary: 'no memory can be added where the window of a device lies',
    source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: addressReaderMachine,
    off: { windowReserved: false },
  },
  {
    name: 'returnOnReset',
    summary: 'a reset takes a device back to addresses of the system',
    source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: addressReaderMachine,
    off: { resetReturns: false },
  },
  {
    name: 'useOneSpacePerRequest',
    summary: 'all buffers of a request lie in one address space',
    source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", virtio-comment, Apr 2025',
    machine: addressWriterMachine,
    off: { oneSpacePerRequest: false },
  },
];
