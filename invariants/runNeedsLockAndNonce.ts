import { eachStep } from './define.ts';

/** Judged by its effect: whatever event takes a TDI into RUN, it must be a START of this lock. */
export const runNeedsLockAndNonce = eachStep({
  name: 'runNeedsLockAndNonce',
  summary:
    'a TDI enters RUN only from CONFIG_LOCKED, by a START with the nonce of that lock, which it uses up',
  source: 'PCIe r6.3 11.3.14, 11.6.3',
  over: ['tdi'],
  applies: (before, _, after) => before.tdi.value !== 'RUN' && after.tdi.value === 'RUN',
  holds: (before, event, after) =>
    before.tdi.value === 'CONFIG_LOCKED' &&
    before.tdi.context.nonce === 'current' &&
    after.tdi.context.nonce === 'none' &&
    (event.type === 'ACCEPT' || (event.type === 'START_INTERFACE_REQUEST' && event.nonce === 'current')),
});
