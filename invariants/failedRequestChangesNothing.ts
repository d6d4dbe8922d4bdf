import { tdispErrors } from '../machines/index.ts';
import { eachStep } from './define.ts';

/** One wrong nonce must not end a running device, or give an attacker a way to reset it. */
export const failedRequestChangesNothing = eachStep({
  name: 'failedRequestChangesNothing',
  summary: 'a request that a TDI answers with TDISP_ERROR leaves it exactly as it was',
  source: 'PCIe r6.3 11.3, Table 11-4; 11.3.22 says it of SET_MMIO_ATTRIBUTE_REQUEST',
  over: ['tdi'],
  applies: (_, event) => 'reply' in event && tdispErrors.some((code) => code === event.reply),
  holds: (before, _, after) =>
    before.tdi.value === after.tdi.value &&
    JSON.stringify(before.tdi.context) === JSON.stringify(after.tdi.context),
});
