import type { SplitRing } from './splitRing.ts';

/**
 * The registers of a virtio device, as its driver reaches them: the same for a device in this process and
 * for one of QEMU's. Every call may have to wait for the other side.
 *
 * Source: virtio 1.4 "Basic Facilities of a Virtio Device", "Virtio Over PCI Bus".
 * Left out: config generation, MSI-X, administration and reset of single queues.
 */
export interface VirtioTransport {
  status(): Promise<number>;
  /** Writing 0 resets the device. */
  setStatus(status: number): Promise<void>;
  /** The feature bits that the device offers. */
  features(): Promise<bigint>;
  setFeatures(accepted: bigint): Promise<void>;
  /** Bytes of the device-specific configuration. */
  config(offset: number, length: number): Promise<Uint8Array>;
  /** Entries of the largest ring that the device takes for a queue, 0 if it has no such queue. */
  queueSizeMax(queue: number): Promise<number>;
  setUpQueue(queue: number, ring: SplitRing): Promise<void>;
  /** Available buffer notification: there is something in the queue. */
  notify(queue: number): Promise<void>;
  /**
   * Waits until the device has something to say, and says what: bit 0, a queue was used; bit 1, the
   * configuration or the status changed. 0 if nothing came although the device had time enough.
   */
  interrupt(): Promise<number>;
}

/** Bits of {@link VirtioTransport.interrupt}. Source: virtio 1.4 "ISR status capability". */
export const interruptBits = { QUEUE: 1, CONFIG: 2 } as const;
