import { defineEvents } from '../composition/index.ts';
import { registerGroups } from './registerGroups.ts';

/** Error codes with which a DSM answers, beside the responses. Source: PCIe r6.3 Table 11-27. */
export const tdispErrors = [
  'INVALID_REQUEST',
  'INVALID_INTERFACE_STATE',
  'INVALID_NONCE',
  'UNSUPPORTED_REQUEST',
] as const;

/** Who writes a register: the guest's own software, or the host. */
const writers = { parameter: 'writer' } as const;
const writer = ['guest', 'host'] as const;

/**
 * What a TDI hears: TDISP requests with the reply that it gives (a request and its reply are one step),
 * and what else happens to its function. Source: PCIe r6.3 11.2, 11.3, 11.4.
 */
export const tdispEvents = defineEvents({
  GET_TDISP_VERSION: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['TDISP_VERSION'] },
    summary: 'TDISP request',
  },
  GET_TDISP_CAPABILITIES: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['TDISP_CAPABILITIES'] },
    summary: 'TDISP request',
  },
  LOCK_INTERFACE_REQUEST: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['LOCK_INTERFACE_RESPONSE', ...tdispErrors] },
    summary: 'TDISP request that the VMM has the TSM send',
  },
  GET_DEVICE_INTERFACE_REPORT: {
    by: 'tsm',
    index: ['device'],
    values: { offset: ['inside', 'outside'], reply: ['DEVICE_INTERFACE_REPORT', ...tdispErrors] },
    summary: 'TDISP request',
  },
  GET_DEVICE_INTERFACE_STATE: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['CONFIG_UNLOCKED', 'CONFIG_LOCKED', 'RUN', 'ERROR'] },
    summary: 'TDISP request; the reply is the TDI_STATE told',
  },
  START_INTERFACE_REQUEST: {
    by: 'tsm',
    index: ['device'],
    values: { nonce: ['current', 'stale', 'none'], reply: ['START_INTERFACE_RESPONSE', ...tdispErrors] },
    summary: 'TDISP request with the nonce of this lock, of an earlier one, or a made-up one',
  },
  STOP_INTERFACE_REQUEST: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['STOP_INTERFACE_RESPONSE'] },
    summary: 'TDISP request that the VMM has the TSM send',
  },
  BIND_P2P_STREAM_REQUEST: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['BIND_P2P_STREAM_RESPONSE', ...tdispErrors] },
    summary: 'TDISP request',
  },
  UNBIND_P2P_STREAM_REQUEST: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['UNBIND_P2P_STREAM_RESPONSE', ...tdispErrors] },
    summary: 'TDISP request',
  },
  SET_MMIO_ATTRIBUTE_REQUEST: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['SET_MMIO_ATTRIBUTE_RESPONSE', ...tdispErrors] },
    summary: 'TDISP request',
  },
  VDM_REQUEST: {
    by: 'tsm',
    index: ['device'],
    values: { reply: ['VDM_RESPONSE', ...tdispErrors] },
    summary: 'TDISP request',
  },

  READ_COMMAND: {
    by: 'guest',
    index: ['device'],
    values: { bme: [0, 1], mse: [0, 1] },
    summary: 'the driver reads the Command register, to change bits of it',
  },
  WRITE_COMMAND: {
    by: writers,
    index: ['device'],
    values: { writer, bme: [0, 1], mse: [0, 1] },
    summary: 'the Command register is written (M28 where the host does it)',
  },
  WRITE_CONFIG: {
    by: writers,
    index: ['device'],
    values: { writer, register: registerGroups },
    summary: 'another register of configuration space is changed (M28 where the host does it)',
  },
  FUNCTION_LEVEL_RESET: {
    by: writers,
    index: ['device'],
    values: { writer },
    summary: 'FLR of the function (M28 where the host does it)',
  },
  CONVENTIONAL_RESET: {
    by: 'host',
    index: ['device'],
    summary: 'M28: cold, warm or hot reset of the device',
  },
  SPDM_SESSION_START: { by: 'tsm', index: ['device'], summary: 'TSM and DSM set up a secured SPDM session' },
  SPDM_SESSION_END: { by: 'host', index: ['device'], summary: 'M28: the SPDM session ends' },
  IDE_KEY_SET: {
    by: 'tsm',
    index: ['device'],
    summary: 'IDE keys of the default stream are programmed over the session',
  },
  IDE_STREAM_INSECURE: { by: 'host', index: ['device'], summary: 'M28: the bound IDE stream goes Insecure' },
  ERROR_CLEARED: {
    by: 'device',
    index: ['device'],
    summary: 'the device clears its TVM data and leaves ERROR by itself',
  },
  DMA_POSTED: {
    by: 'device',
    index: ['device'],
    summary: 'the TDI accepts work whose memory write is still to come',
  },
});
