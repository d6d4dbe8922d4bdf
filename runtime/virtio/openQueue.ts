import type { BusMemory } from './busMemory.ts';
import type { DmaOps } from './dmaOps.ts';
import { DriverQueue } from './driverQueue.ts';
import { type Negotiation, NegotiationRefusedError, negotiate } from './negotiate.ts';
import { RequestQueue, type VirtioRequest } from './requestQueue.ts';
import { splitRingAt, splitRingBytes } from './splitRing.ts';
import type { VirtioTransport } from './virtioTransport.ts';

/** A device and the guest around its driver. */
export interface DriverSide {
  readonly transport: VirtioTransport;
  readonly dma: DmaOps;
  /** Memory of rings as the driver sees it, by the addresses that {@link DmaOps.allocCoherent} gives. */
  readonly ringMemory: BusMemory;
  readonly negotiation: Omit<Negotiation, 'setUp'>;
  /** Entries of the ring, if the device takes as many. Default 128. */
  readonly queueSize?: number;
}

/**
 * Negotiates, sets up queue 0 and makes the device live.
 *
 * @throws {NegotiationRefusedError} if either side declines.
 * @throws {Error} from the DMA API, if there is no memory for the ring.
 */
export async function openQueue(side: DriverSide): Promise<{ queue: RequestQueue; accepted: bigint }> {
  const { transport, dma, ringMemory, negotiation, queueSize = 128 } = side;
  let queue: RequestQueue | undefined;
  const accepted = await negotiate(transport, {
    ...negotiation,
    setUp: async () => {
      const size = Math.min(queueSize, await transport.queueSizeMax(0));
      if (size === 0) throw new NegotiationRefusedError('the device has no queue 0', 'queueLayoutSane');
      const ring = splitRingAt(dma.allocCoherent(splitRingBytes(size)), size);
      queue = new RequestQueue(new DriverQueue<VirtioRequest>(ringMemory, ring), 0, transport, dma);
      await transport.setUpQueue(0, ring);
    },
  });
  if (!queue) throw new TypeError('the negotiation ended without setting up a queue');
  return { queue, accepted };
}
