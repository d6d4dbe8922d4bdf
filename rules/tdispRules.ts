import { pciDriverMachine, tdiMachine } from '../machines/index.ts';
import type { Rule } from './rule.ts';

/** Rules that a TDI keeps, or that somebody keeps in front of it. */
export const tdispRules: readonly Rule[] = [
  {
    name: 'keysBeforeLock',
    summary: 'a lock is refused as long as a sub-stream of the default IDE stream has no key',
    source: 'PCIe r6.3 11.3.8; DMTF/spdm-emu 925a9b2',
    machine: tdiMachine,
    off: { checksKeys: false },
  },
  {
    name: 'oneShotNonce',
    summary: 'START_INTERFACE_NONCE is destroyed when the TDI leaves CONFIG_LOCKED',
    source: 'PCIe r6.3 11.3.9, 11.3.14; DMTF/spdm-emu 9fe2e72',
    machine: tdiMachine,
    off: { nonceOneShot: false },
  },
  {
    name: 'compareWholeNonce',
    summary: 'a START with a nonce that the device did not make is refused',
    source: 'PCIe r6.3 11.3.14; DMTF/spdm-emu issue 282',
    machine: tdiMachine,
    off: { nonceCompared: false },
  },
  {
    name: 'drainBeforeStopResponse',
    summary: 'STOP ends all accepted work before it is answered',
    source: 'PCIe r6.3 11.3.16',
    machine: tdiMachine,
    off: { stopDrains: false },
  },
  {
    name: 'blockUntrustedDmaWhileLocked',
    summary: 'a TDI in CONFIG_LOCKED does no DMA',
    source: 'PCIe r6.3 11.2.1',
    machine: tdiMachine,
    off: { lockedT0Dma: 'allowed' },
  },
  {
    name: 'keepErrorUntilStop',
    summary: 'a TDI stays in ERROR until it is stopped',
    source: 'PCIe r6.3 11.2 (leaving by itself is permitted)',
    machine: tdiMachine,
    off: { errorAutoClear: true },
  },
  {
    name: 'trackVendorRegisters',
    summary: 'a locked TDI takes a change of TPH or of a vendor specific capability as an error',
    source: 'PCIe r6.3 11.2.6',
    machine: tdiMachine,
    off: { vendorRegistersTracked: false },
  },
  {
    name: 'lockMsixTable',
    summary: 'the lock includes the MSI-X table',
    source: 'PCIe r6.3 11.3.8 LOCK_MSIX',
    machine: tdiMachine,
    off: { msixLocked: false },
  },
  {
    name: 'keepClearsFromDevice',
    summary: 'what the guest writes to the Command register of a locked device does not clear BME or MSE',
    source: 'PCIe r6.3 11.2.6; linux-coco, Aug 2025',
    machine: tdiMachine,
    off: { cmdRegPolicy: 'passThrough' },
  },
  {
    name: 'coalesceEnable',
    summary: 'memory space and bus mastering are enabled in one write',
    source: 'Dan Williams, linux-coco, Aug 2025: pci_enable(pdev, PCI_ENABLE_TARGET | PCI_ENABLE_INITIATOR)',
    machine: pciDriverMachine,
    off: { enable: 'split' },
  },
  {
    name: 'keepBmeOnUnbind',
    summary: 'a driver that is unbound leaves bus mastering on',
    source: 'Linux 7.3 drivers/pci/pci.c do_pci_disable_device does not',
    machine: pciDriverMachine,
    off: { clearsBme: true },
  },
];
