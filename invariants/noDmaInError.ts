import { eachStep } from './define.ts';

/** ERROR promises no more than this: data of the TVM may still be in the device. */
export const noDmaInError = eachStep({
  name: 'noDmaInError',
  summary: 'a TDI in ERROR reads and writes no memory',
  source: 'PCIe r6.3 11.2.1, 11.4.10',
  over: ['tdi'],
  on: ['DMA_READ', 'DMA_WRITE', 'DMA_READ_SLOT', 'DMA_WRITE_SLOT'],
  applies: () => true,
  holds: ({ tdi }) => tdi.value !== 'ERROR',
});
