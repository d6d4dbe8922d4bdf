import type { Family, System } from '../composition/index.ts';
import {
  type DeviceInput,
  deviceMachine,
  type PciDriverInput,
  pciDriverMachine,
  type TdiInput,
  tdiMachine,
} from '../machines/index.ts';

/** A private device, the driver that enables it, and the TDI that watches its Command register. */
export const enableWorld = (
  driver: PciDriverInput,
  tdi: TdiInput,
  device: Partial<DeviceInput> = {},
): Record<string, Family> => ({
  device: { machine: deviceMachine, input: { privateBy: 'acceptance', ...device } },
  tdi: { machine: tdiMachine, index: 'device', input: { secured: true, ...tdi } },
  pciDriver: { machine: pciDriverMachine, index: 'device', input: driver },
});

/**
 * One register group of each kind that Table 11-2 tells apart, since the groups of a kind act alike; no
 * optional or purely informative requests, which change nothing; no loss of the session or of the IDE
 * stream, which leads to ERROR like a tracked register; and no accepted work that lands late: there are no
 * pages here, so there is no DMA, and claims about DMA are vacuous. The guest writes what its driver writes.
 */
export const enableEvents: NonNullable<System['narrowed']> = {
  WRITE_CONFIG: { writer: ['host'], register: ['BAR', 'INTERRUPT_LINE', 'MSIX'] },
  FUNCTION_LEVEL_RESET: { writer: ['host'] },
  GET_TDISP_VERSION: false,
  GET_TDISP_CAPABILITIES: false,
  VDM_REQUEST: false,
  BIND_P2P_STREAM_REQUEST: false,
  UNBIND_P2P_STREAM_REQUEST: false,
  SET_MMIO_ATTRIBUTE_REQUEST: false,
  SPDM_SESSION_END: false,
  IDE_STREAM_INSECURE: false,
  DMA_POSTED: false,
};
