import {
  platformMachine,
  restrictedPoolMachine,
  virtioDriverMachine,
  virtioFeaturesMachine,
  virtqueueMachine,
  vmbusChannelMachine,
} from '../machines/index.ts';
import type { Rule } from './rule.ts';

/** Rules of virtio and VMBus, and of the platform under them. */
export const transportRules: readonly Rule[] = [
  {
    name: 'refuseMissingFeature',
    summary: 'a device leaves FEATURES_OK clear where a bit that it requires was not accepted',
    source: 'RFC 1/3 of "VIRTIO_F_SWIOTLB", virtio-comment, 2 Apr 2025; virtio 1.4 "Device Initialization"',
    machine: virtioFeaturesMachine,
    off: { onMissing: 'hope' },
  },
  {
    name: 'rereadFeaturesOk',
    summary: 'a driver reads the status back after it has set FEATURES_OK',
    source:
      'virtio 1.4 "Device Initialization", step 6; Linux 7.3 drivers/virtio/virtio.c virtio_features_ok',
    machine: virtioDriverMachine,
    off: { rereadsFeaturesOk: false },
  },
  {
    name: 'waitForResetDone',
    summary: 'a driver takes its buffers back only once the status has read 0',
    source: 'virtio 1.4 "Device Reset"; Linux 7.3 drivers/virtio/virtio_pci_modern.c vp_reset',
    machine: virtioDriverMachine,
    off: { waitsForReset: false },
  },
  {
    name: 'failRestrictedPoolClosed',
    summary: 'a device whose restricted pool cannot be used is not driven at all',
    source: 'Linux 7.3 drivers/of/device.c of_dma_set_restricted_buffer, which only warns',
    machine: restrictedPoolMachine,
    off: { failsClosed: false },
  },
  {
    name: 'findRestrictedPool',
    summary: 'the guest looks for the bounce pool that is described to it',
    source: 'Linux 7.3 CONFIG_DMA_RESTRICTED_POOL; virtio-comment, 2 Apr 2025, VIRTIO_PCI_CAP_SWIOTLB',
    machine: restrictedPoolMachine,
    off: { guestKnows: false },
  },
  {
    name: 'reportBlockedRequest',
    summary: 'a device whose request was blocked sets DEVICE_NEEDS_RESET',
    source: 'virtio 1.4 "Device Status Field"',
    machine: virtqueueMachine,
    off: { onBlocked: 'silent' },
  },
  {
    name: 'blockOutsidePool',
    summary: 'hardware or a trusted hypervisor stops accesses of the device to all but what it was lent',
    source: 'Linux 7.2 Documentation/virt/kvm/arm/pkvm.rst, CPU memory isolation',
    machine: platformMachine,
    off: { path: 'open' },
  },
  {
    name: 'refuseIncoherentOffer',
    summary: 'an offer whose confidential flags contradict each other or the connection is refused',
    source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer',
    machine: vmbusChannelMachine,
    off: { flags: 'believed' },
  },
];
