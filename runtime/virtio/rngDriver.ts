import type { BusMemory } from './busMemory.ts';
import type { RequestQueue } from './requestQueue.ts';

/**
 * Asks an entropy device for bytes: as many as it says it gives, and no byte that was in the buffer before.
 *
 * @param memory the guest's memory as its own CPU sees it.
 * @param buffer of the guest, `length` bytes at `address`.
 * @throws {DeviceStuckError} @throws {RingError} as {@link RequestQueue.finish}.
 *
 * Source: virtio 1.4 "Entropy Device"; Linux 7.2 drivers/char/hw_random/virtio-rng.c random_recv_done.
 */
export async function readEntropy(
  queue: RequestQueue,
  memory: BusMemory,
  { address, length }: { readonly address: number; readonly length: number },
): Promise<Uint8Array> {
  let given = 0;
  queue.add({
    buffers: [{ address, length, direction: 'FROM_DEVICE' }],
    done: (written) => {
      given = written;
    },
  });
  await queue.finish();
  const bytes = new Uint8Array(given);
  memory.read(address, bytes);
  return bytes;
}
