import type { AnyEvent } from '../../composition/index.ts';
import { type EndpointInput, endpointMachine, type TdiInput, tdiMachine } from '../../machines/index.ts';
import type { BusGate } from '../errors.ts';
import { Parts } from '../parts.ts';

/**
 * What sends requests on the bus: a family of one, whose machine says in which state it may send what. It
 * hears DMA_READ and DMA_WRITE, and whatever else moves it.
 */
export type Requester = Parts;

/** A PCIe function with TDISP; without a session it is a plain one. It starts without Bus Master Enable unless told. */
export const tdiRequester = (device: number, input: TdiInput = {}): Requester =>
  new Parts({ machine: tdiMachine, input }, 1, () => `TDI ${device}`);

/** A device that is no PCIe function: a virtio-mmio or VMBus device of the host or of the paravisor. */
export const endpointRequester = (device: number, input: EndpointInput): Requester =>
  new Parts({ machine: endpointMachine, input }, 1, () => `device ${device}`);

/** The request as the machine hears it. What is written does not concern it. */
export const dmaEvent = (device: number, access: 'read' | 'write', t: 0 | 1): AnyEvent =>
  access === 'read'
    ? { type: 'DMA_READ', device, page: 0, t }
    : { type: 'DMA_WRITE', device, page: 0, t, data: t === 1 ? 'secret' : 'public' };

/**
 * Whether the device may send the request at all. The machine decides; where it refuses, the gate is the
 * first of its reasons: bus mastering is off, no request whatever is admitted, or none with this T bit.
 */
export function requesterGate(
  requester: Requester,
  device: number,
  access: 'read' | 'write',
  t: 0 | 1,
): { readonly gate: BusGate; readonly why: string } | undefined {
  const admits = (bit: 0 | 1) => requester.admits(0, dmaEvent(device, access, bit));
  if (admits(t)) return undefined;
  const { value, context } = requester.view(0);
  if (context['bme'] === 0) return { gate: 'BME', why: 'Bus Master Enable is clear' };
  if (!admits(t === 0 ? 1 : 0)) return { gate: 'TDI state', why: `the TDI is in ${String(value)}` };
  return { gate: 'T bit', why: `in ${String(value)} it is not sent with T=${t}` };
}
