import { virtioDriverMachine } from '../../../machines/index.ts';
import {
  BlkDriver,
  type BlockStore,
  blkDevice,
  blkFeatures,
  type DmaOps,
  FullError,
  openQueue,
  Parts,
  type RequestQueue,
  VirtioDevice,
  type VirtioDeviceOptions,
  type VirtioTransport,
} from '../../../runtime/index.ts';
import { FlatMemory } from '../virtio/flatMemory.ts';

/** A disk of whole sectors in memory. */
export function arrayStore(bytes: Uint8Array, readOnly = false): BlockStore & { flushes: number } {
  return {
    bytes: bytes.length,
    readOnly,
    flushes: 0,
    read: (offset, into) => into.set(bytes.subarray(offset, offset + into.length)),
    write: (offset, from) => bytes.set(from, offset),
    flush() {
      this.flushes += 1;
    },
  };
}

/** A device in the same flat memory as its driver, and a DMA API that maps everything as it is. */
export class Bench {
  readonly memory: FlatMemory;
  readonly mapped: string[] = [];
  /** As many buffers as a bounce pool has room for. */
  mappingsMax = Number.POSITIVE_INFINITY;
  #free = 0x1_0000;

  constructor(bytes = 1 << 20) {
    this.memory = new FlatMemory(bytes);
  }

  readonly dma: DmaOps = {
    map: (buffer, length, direction) => {
      if (this.mapped.length >= this.mappingsMax) throw new FullError('the bench has no more room');
      this.mapped.push(`${buffer}+${length} ${direction}`);
      return buffer;
    },
    unmap: (address, length, direction) => {
      const at = this.mapped.indexOf(`${address}+${length} ${direction}`);
      if (at < 0) throw new Error(`${address}+${length} ${direction} is not mapped`);
      this.mapped.splice(at, 1);
    },
    allocCoherent: (bytes) => {
      const at = this.#free;
      this.#free += Math.ceil(bytes / 4096) * 4096;
      return at;
    },
  };

  device(type: VirtioDeviceOptions['type'], options: Partial<VirtioDeviceOptions> = {}): VirtioDevice {
    return new VirtioDevice({ memory: this.memory, ...options, type });
  }

  async open(transport: VirtioTransport, wants = 0n): Promise<RequestQueue> {
    const negotiation = { driver: new Parts({ machine: virtioDriverMachine }, 1, () => 'driver'), wants };
    const { queue } = await openQueue({ transport, dma: this.dma, ringMemory: this.memory, negotiation });
    return queue;
  }

  async disk(store: BlockStore): Promise<BlkDriver> {
    const queue = await this.open(this.device(blkDevice(store, 'a disk')), blkFeatures.FLUSH);
    return new BlkDriver(queue, this.memory, { address: 0x8000, depth: 8 });
  }
}
