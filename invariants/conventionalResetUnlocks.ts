import { eachStep } from './define.ts';

/** Unlike a function level reset, which goes to ERROR so that STOP must scrub. */
export const conventionalResetUnlocks = eachStep({
  name: 'conventionalResetUnlocks',
  summary:
    'a conventional reset unlocks the TDI and leaves no session, key, nonce, enabled function or pending DMA',
  source: 'PCIe r6.3 11.4.8',
  over: ['tdi'],
  on: ['CONVENTIONAL_RESET'],
  applies: () => true,
  holds: (_before, _event, { tdi: { value, context } }) =>
    value === 'CONFIG_UNLOCKED' &&
    !context.session &&
    !context.keys &&
    context.nonce === 'none' &&
    context.bme === 0 &&
    context.mse === 0 &&
    !context.posted &&
    !context.p2pBound,
});
