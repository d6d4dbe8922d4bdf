import type { AnyEvent } from '../../composition/index.ts';
import { tdiMachine } from '../../machines/index.ts';
import { type Monitor, type MonitorEvent, oneOf, valueLabel } from './monitor.ts';

/** A request that the TDI grants, or the guest's own word for it. */
const answered =
  (request: string, reply: string, guest: string) =>
  ({ type, reply: given }: AnyEvent): boolean =>
    type === guest || (type === request && given === reply);
/** DMA of the function, confidential or not. */
const dma =
  (t: 0 | 1) =>
  (event: AnyEvent): boolean =>
    oneOf('DMA_READ', 'DMA_WRITE', 'DMA_READ_SLOT', 'DMA_WRITE_SLOT')(event) && event['t'] === t;

/** An event that Linux 7.3 has no tracepoint for, nor one function that means it. */
const unprobed = (when: MonitorEvent['when']): MonitorEvent => ({
  when,
  probe: null,
  id: 'PCI_DEVID(bus, devfn)',
});

/**
 * A TDI, with what its function may do in each of its states. Linux 7.3 has no tracepoint for any of it: the
 * events are to be raised by the TSM driver, or by whoever decodes TDISP and TLPs on the link.
 *
 * Source: PCIe r6.3 11.2, 11.2.1, 11.2.6, 11.3.
 * Left out: requests that the TDI refuses, P2P streams, nonces, IDE streams; several TDIs of one device.
 * Memory Space Enable stays clear, and of the tracked registers one stands for all.
 */
export const tdiMonitor: Monitor = {
  name: 'tdi',
  summary: 'a TDI does DMA with T=1 in RUN only, and is started only after a lock',
  source: 'PCIe r6.3 11.2',
  machine: tdiMachine,
  input: { ideRequired: false },
  narrow: { WRITE_COMMAND: { mse: [0] }, WRITE_CONFIG: { register: ['BAR'] } },
  object: 'PCI requester id',
  label: (snapshot) => {
    const { session, bme } = snapshot.context;
    return `${valueLabel(snapshot)}${session ? '_session' : ''}${bme === 1 ? '_mastering' : ''}`;
  },
  events: {
    lock_interface: unprobed(answered('LOCK_INTERFACE_REQUEST', 'LOCK_INTERFACE_RESPONSE', 'LOCK')),
    start_interface: unprobed(answered('START_INTERFACE_REQUEST', 'START_INTERFACE_RESPONSE', 'ACCEPT')),
    stop_interface: unprobed(answered('STOP_INTERFACE_REQUEST', 'STOP_INTERFACE_RESPONSE', 'UNLOCK')),
    bus_master_set: unprobed((event) => event.type === 'WRITE_COMMAND' && event['bme'] === 1),
    bus_master_cleared: unprobed((event) => event.type === 'WRITE_COMMAND' && event['bme'] === 0),
    tracked_register_written: unprobed(oneOf('WRITE_CONFIG')),
    function_level_reset: unprobed(oneOf('FUNCTION_LEVEL_RESET')),
    conventional_reset: { ...unprobed(oneOf('CONVENTIONAL_RESET')), starts: true },
    session_start: unprobed(oneOf('SPDM_SESSION_START')),
    session_end: unprobed(oneOf('SPDM_SESSION_END')),
    dma_trusted: unprobed(dma(1)),
    dma_untrusted: unprobed(dma(0)),
  },
  invariants: ['runNeedsLockAndNonce', 'noDmaInError', 'stopEndsDma', 'noDmaWithoutBme'],
};
