import { eachStep } from './define.ts';

/** Judged by event and by effect: the write that clears, and any other way in which the bit is lost. */
export const bmeClearAfterLockGoesError = eachStep({
  name: 'bmeClearAfterLockGoesError',
  summary: 'when Bus Master Enable is cleared in CONFIG_LOCKED or RUN, the TDI goes to ERROR',
  source: 'PCIe r6.3 11.2.6, Table 11-2; "PCI/TSM" threads, Aug 2024 and Aug 2025',
  over: ['tdi'],
  applies: (before, event, after) => {
    const { value, context } = before.tdi;
    if (
      (value !== 'CONFIG_LOCKED' && value !== 'RUN') ||
      context.bme === 0 ||
      event.type === 'CONVENTIONAL_RESET'
    )
      return false;
    const reaches =
      event.type === 'WRITE_COMMAND' && (event.writer === 'host' || context.cmdRegPolicy === 'passThrough');
    return after.tdi.context.bme === 0 || (reaches && event.bme === 0);
  },
  holds: (_before, _event, after) => after.tdi.value === 'ERROR',
});
