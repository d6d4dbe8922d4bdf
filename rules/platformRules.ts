import {
  commandMediatorMachine,
  conversionMachine,
  discardMachine,
  encryptedQueueMachine,
  interfaceReportMachine,
  ioTlbMemMachine,
  launchMachine,
  paravisorMachine,
  recoveryMachine,
  userspacePolicyMachine,
} from '../machines/index.ts';
import type { Rule } from './rule.ts';

/** Rules of the platform around a device: launch, conversion, attestation, secrets and queue encryption. */
export const platformRules: readonly Rule[] = [
  {
    name: 'pinAfterLaunch',
    summary: 'private memory is pinned and mapped for a device only after the launch is finished',
    source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024',
    machine: launchMachine,
    off: { pinsAfterLaunch: false },
  },
  {
    name: 'updateDte',
    summary: 'the device table entry is written anew before memory of another visibility is mapped',
    source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024',
    machine: launchMachine,
    off: { updatesDte: false },
  },
  {
    name: 'rollConversionBack',
    summary: 'a conversion that a listener could not follow is undone',
    source: 'QEMU system/ram-block-attributes.c, which does not',
    machine: discardMachine,
    off: { rollsBack: false },
  },
  {
    name: 'replugOnConversion',
    summary:
      'a device is removed and added when it is converted, so that nothing that was set on it survives',
    source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024',
    machine: conversionMachine,
    off: { replugs: false },
  },
  {
    name: 'applyBeforeUse',
    summary: 'what was held back of the Command register is applied before the device is used',
    source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024',
    machine: commandMediatorMachine,
    off: { appliesBeforeUse: false },
  },
  {
    name: 'forgetReportOnUnlock',
    summary: 'an interface report is forgotten when the TDI is unlocked',
    source: 'PCIe r6.3 11.3.11',
    machine: interfaceReportMachine,
    off: { forgetsReport: false },
  },
  {
    name: 'validateMmio',
    summary: 'a device is enabled only after the TSM has checked the mapping of its BAR',
    source: 'PCIe r6.3 11.2.2',
    machine: interfaceReportMachine,
    off: { validatesMmio: false },
  },
  {
    name: 'boundRecovery',
    summary: 'after so many recoveries a device is given up',
    source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", Aug 2024',
    machine: recoveryMachine,
    off: { bounded: false },
  },
  {
    name: 'judgeLaunchFirst',
    summary: 'nothing secret is sent before somebody outside has judged the launch',
    source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    machine: paravisorMachine,
    off: { attestsFirst: false },
  },
  {
    name: 'gateDriver',
    summary: 'no driver is bound before userspace allows it',
    source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    machine: userspacePolicyMachine,
    off: { gatesDriver: false },
  },
  {
    name: 'gateAutoprobe',
    summary: 'that goes for drivers that the kernel loads by itself too',
    source: '"PCI/TSM: TEE I/O" RFC v2',
    machine: userspacePolicyMachine,
    off: { gatesAutoprobe: false },
  },
  {
    name: 'gateSecrets',
    summary: 'secrets are released only once the device is private',
    source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
    machine: userspacePolicyMachine,
    off: { gatesSecrets: false },
  },
  {
    name: 'clearPoolBeforeAdd',
    summary: 'a device loses its default pool between device_initialize and device_add, and at no other time',
    source: 'M. Kelley, "Confidential VMBus external memory", 28 Nov 2025',
    machine: ioTlbMemMachine,
    off: { beforeAdd: false },
  },
  {
    name: 'keepPoolCleared',
    summary: 'nothing gives a device its default pool back',
    source: 'Linux 7.3 kernel/dma/swiotlb.c rmem_swiotlb_device_release, which does',
    machine: ioTlbMemMachine,
    off: { staysNull: false },
  },
  {
    name: 'refuseNullEncryption',
    summary: 'a driver gives up where encryption is not offered, or the null algorithm only',
    source:
      'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, which does not say it',
    machine: encryptedQueueMachine,
    off: { refusesNull: false },
  },
  {
    name: 'setKeyFirst',
    summary: 'the key of a queue is set before DRIVER_OK',
    source: 'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025',
    machine: encryptedQueueMachine,
    off: { keyFirst: false },
  },
  {
    name: 'authenticateBuffers',
    summary: 'ciphertexts are authenticated and counted',
    source:
      'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, which does not say it',
    machine: encryptedQueueMachine,
    off: { authenticated: false },
  },
  {
    name: 'useKeyPerQueue',
    summary: 'each queue has a key of its own',
    source: 'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025',
    machine: encryptedQueueMachine,
    off: { keyPerQueue: false },
  },
  {
    name: 'eraseKeyOnReset',
    summary: 'a reset erases the key',
    source:
      'Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025, which does not say it',
    machine: encryptedQueueMachine,
    off: { erasesKey: false },
  },
];
