import { always } from './define.ts';

/** A session that ends takes the lock with it, so LOCK and START always come over the same one. */
export const lockedNeedsSession = always({
  name: 'lockedNeedsSession',
  summary:
    'a TDI in CONFIG_LOCKED or RUN still has the SPDM session and the IDE keys under which it was locked',
  source: 'PCIe r6.3 11.3.8, 11.4.3, 11.4.5',
  over: ['tdi'],
  applies: ({ tdi }) => tdi.value === 'CONFIG_LOCKED' || tdi.value === 'RUN',
  holds: ({ tdi }) => tdi.context.session && (tdi.context.keys || !tdi.context.ideRequired),
});
