import { eachStep } from './define.ts';

/** What a driver relies on that stops a device by clearing the bit. */
export const noDmaWithoutBme = eachStep({
  name: 'noDmaWithoutBme',
  summary: 'a device whose Bus Master Enable is clear reads and writes no memory',
  source: 'PCIe r6.3 7.5.1.1.3; Linux 7.3 drivers/pci/pci.c pci_clear_master',
  over: ['tdi'],
  on: ['DMA_READ', 'DMA_WRITE', 'DMA_READ_SLOT', 'DMA_WRITE_SLOT'],
  applies: () => true,
  holds: ({ tdi }) => tdi.context.bme === 1,
});
