import { possible } from './define.ts';

/** Whatever has happened, some sequence of requests or a reset makes the device usable again. */
export const unlockedAlwaysReachable = possible({
  name: 'unlockedAlwaysReachable',
  summary: 'from every state that a TDI can get into, CONFIG_UNLOCKED can be reached',
  source: 'PCIe r6.3 11.3.16: STOP is legal in all four states',
  over: ['tdi'],
  applies: ({ tdi }) => tdi.value !== 'CONFIG_UNLOCKED',
  goal: ({ tdi }) => tdi.value === 'CONFIG_UNLOCKED',
});
