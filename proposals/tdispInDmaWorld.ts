import type { System } from '../composition/index.ts';

/**
 * TDISP as far as a DMA design is concerned by it. Left out: requests that change nothing; all ways into
 * ERROR but two (the host clears Bus Master Enable, or writes a BAR); accepted work that lands late; and
 * what the guest itself writes to configuration space. The proposals about enabling a device have these.
 */
export const tdispInDmaWorld: NonNullable<System['narrowed']> = {
  GET_TDISP_VERSION: false,
  GET_TDISP_CAPABILITIES: false,
  GET_DEVICE_INTERFACE_REPORT: false,
  GET_DEVICE_INTERFACE_STATE: false,
  START_INTERFACE_REQUEST: false,
  BIND_P2P_STREAM_REQUEST: false,
  UNBIND_P2P_STREAM_REQUEST: false,
  SET_MMIO_ATTRIBUTE_REQUEST: false,
  VDM_REQUEST: false,
  READ_COMMAND: false,
  DMA_POSTED: false,
  SPDM_SESSION_START: false,
  SPDM_SESSION_END: false,
  IDE_KEY_SET: false,
  IDE_STREAM_INSECURE: false,
  CONVENTIONAL_RESET: false,
  FUNCTION_LEVEL_RESET: false,
  LOCK_INTERFACE_REQUEST: { reply: ['LOCK_INTERFACE_RESPONSE'] },
  WRITE_COMMAND: { writer: ['host'], mse: [1] },
  WRITE_CONFIG: { writer: ['host'], register: ['BAR'] },
};
