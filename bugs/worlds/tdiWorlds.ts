import type { System } from '../../composition/index.ts';
import { alphabet, tdiMachine } from '../../machines/index.ts';
import { claimNamed } from '../claimNamed.ts';

/** Requests that change nothing. */
const narrowed: NonNullable<System['narrowed']> = {
  GET_TDISP_VERSION: false,
  GET_TDISP_CAPABILITIES: false,
  VDM_REQUEST: false,
};

/** One TDI alone, over a secured session. */
export const securedTdi: System = {
  name: 'securedTdi',
  alphabet,
  families: { tdi: { machine: tdiMachine, index: 'device', input: { secured: true } } },
  narrowed,
  claims: [claimNamed('runNeedsLockAndNonce')],
};

/** One TDI alone, whose session and IDE keys are still to be set up. */
export const bareTdi: System = {
  ...securedTdi,
  name: 'bareTdi',
  families: { tdi: { machine: tdiMachine, index: 'device', input: {} } },
  claims: [claimNamed('lockedNeedsSession')],
};
