import { eachStep } from './define.ts';

/** "It may use high bit of address to identify encrypted or decrypted." */
export const addressSaysPrivate = eachStep({
  name: 'addressSaysPrivate',
  summary: 'the DMA address of a private page says that the page is private',
  source: 'R. Kisel, hyperv-next 6/6, 9 Apr 2025; T. Lan in reply, 3 Dec 2025',
  over: ['ioTlbMem'],
  on: ['MAP_UNPOOLED'],
  applies: (_, { way }) => way === 'direct',
  holds: (_, { address }) => address === 'private',
});
