import { eachStep } from './define.ts';

const enabling: readonly unknown[] = ['writingBoth', 'writingMemory', 'writingMaster'];

/** The argument for one write instead of two: the write of MSE alone has Bus Master Enable at 0. */
export const coalescedEnableAvoidsError = eachStep({
  name: 'coalescedEnableAvoidsError',
  summary: 'no write by which a driver enables its device takes the TDI to ERROR',
  source: 'D. Williams, pci_enable(PCI_ENABLE_TARGET | PCI_ENABLE_INITIATOR), Aug 2024',
  over: ['tdi', 'pciDriver'],
  on: ['WRITE_COMMAND'],
  applies: ({ pciDriver }, { writer }) => writer === 'guest' && enabling.includes(pciDriver.value),
  holds: (before, _, after) => before.tdi.value === 'ERROR' || after.tdi.value !== 'ERROR',
});
