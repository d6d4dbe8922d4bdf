import { deviceMachine, dmaDirectMachine, mappingMachine } from '../machines/index.ts';
import type { Rule } from './rule.ts';

/** Rules about devices as the guest sees them, and about what they are given to access. */
export const dmaRules: readonly Rule[] = [
  {
    name: 'matchPoolToDevice',
    summary: 'a private device is bounced through a private pool or not at all',
    source: 'Linux 7.3 kernel/dma/swiotlb.c swiotlb_tbl_map_single (cc_shared against force_dma_unencrypted)',
    machine: dmaDirectMachine,
    off: { privateBounce: 'anyPool' },
  },
  {
    name: 'blockAfterTdiError',
    summary: 'a device whose TDI has failed gets no mapping, rather than one as a shared device',
    source: '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
    machine: dmaDirectMachine,
    off: { afterError: 'unencrypted' },
  },
  {
    name: 'checkDmaMask',
    summary: 'an address beyond the DMA mask of the device is never handed out',
    source: 'Linux 6.12 kernel/dma/direct.h dma_capable',
    machine: dmaDirectMachine,
    off: { checksMask: false },
  },
  {
    name: 'refuseAcceptWithLiveMappings',
    summary: 'a device does not become private while one of its mappings is live',
    source: '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
    machine: mappingMachine,
    off: { refusesAccept: false },
  },
  {
    name: 'unmapOnlyCompleted',
    summary: 'a driver unmaps only what the device has completed',
    source: 'Linux 6.12 Documentation/core-api/dma-api.rst, dma_unmap_single',
    machine: mappingMachine,
    off: { unmapsCompletedOnly: false },
  },
  {
    name: 'detachBeforeAccept',
    summary: 'lock, accept and unlock are refused while a driver is bound',
    source: '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026, device_cc_accept (-EBUSY)',
    machine: deviceMachine,
    off: { detachedOnly: false },
  },
  {
    name: 'attestBeforeAccept',
    summary: 'userspace accepts no device of which it has collected no evidence',
    source: 'PCIe r6.3 11.3.10; "PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026',
    machine: deviceMachine,
    off: { acceptNeedsEvidence: false },
  },
  {
    name: 'bindEvidenceToAccept',
    summary: 'acceptance names the lock whose evidence was judged',
    source: '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026 (the generation of the evidence)',
    machine: deviceMachine,
    off: { evidenceBoundToAccept: false },
  },
  {
    name: 'releaseSecretsToPrivateOnly',
    summary: 'userspace releases no secret for a device that is not private',
    source: 'Linux 7.3 Documentation/security/snp-tdx-threat-model.rst',
    machine: deviceMachine,
    off: { secretsOnlyWhenPrivate: false },
  },
];
