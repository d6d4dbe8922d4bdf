import { always } from './define.ts';

/** A nonce that outlived its lock would start a configuration that nobody attested. */
export const nonceOnlyWhileLocked = always({
  name: 'nonceOnlyWhileLocked',
  summary: 'START_INTERFACE_NONCE exists in CONFIG_LOCKED and in no other state',
  source: 'PCIe r6.3 11.3.9',
  over: ['tdi'],
  applies: ({ tdi }) =>
    tdi.value === 'CONFIG_LOCKED' || tdi.context.nonce === 'current' || tdi.context.earlierNonce,
  holds: ({ tdi }) =>
    tdi.value === 'CONFIG_LOCKED' && tdi.context.nonce === 'current' && !tdi.context.earlierNonce,
});
