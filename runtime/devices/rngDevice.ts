import { lengthOf, scatter } from '../virtio/segments.ts';
import type { DeviceType } from './virtioDevice.ts';

/** Bytes that are made at once, however large a buffer is. */
const ENTROPY_BYTES_MAX = 65_536;

/**
 * virtio-rng: fills buffers with entropy, the whole of it up to 64 KiB.
 *
 * @param fill where the entropy comes from.
 *
 * Source: virtio 1.4 "Entropy Device": "The device MUST place one or more random bytes into the buffer".
 */
export const rngDevice = (fill: (into: Uint8Array) => void): DeviceType => ({
  features: 0n,
  queues: 1,
  config: new Uint8Array(0),
  serve({ segments }, memory) {
    const writable = segments.filter((segment) => segment.writable);
    const bytes = new Uint8Array(Math.min(lengthOf(writable), ENTROPY_BYTES_MAX));
    fill(bytes);
    scatter(memory, writable, bytes);
    return bytes.length;
  },
});
