import { eachStep } from './define.ts';

/** What coalescing the two writes of enabling leaves open. */
export const driverUnbindAvoidsError = eachStep({
  name: 'driverUnbindAvoidsError',
  summary: 'no write by which a driver disables its device takes the TDI to ERROR',
  source:
    '"PCI/TSM: TEE I/O" RFC v2, "Avoid needless touching of Command register"; Linux 7.3 do_pci_disable_device',
  over: ['tdi', 'pciDriver'],
  on: ['WRITE_COMMAND'],
  applies: ({ pciDriver }, { writer }) => writer === 'guest' && pciDriver.value === 'writingDisable',
  holds: (before, _, after) => before.tdi.value === 'ERROR' || after.tdi.value !== 'ERROR',
});
