import type { Direction } from '../../../machines/index.ts';

/** A mapping as a driver believes it to be: bytes that the device sees, apart from those of the CPU. */
export interface NaiveMapping {
  readonly buffer: number;
  readonly offset: number;
  readonly size: number;
  readonly dir: Direction;
  readonly skip: boolean;
  readonly device: Uint8Array;
}

/**
 * What the DMA API promises, with no pool, no slots and no addresses: a mapping gives the device a copy, syncs
 * and unmap move bytes between the two, and nothing else does.
 *
 * Source: Linux 6.12 Documentation/core-api/dma-api.rst; the copies of a bounce buffer.
 */
export class NaiveDma {
  readonly buffers: readonly Uint8Array[];
  readonly live: NaiveMapping[] = [];

  constructor(count: number, size: number) {
    this.buffers = Array.from({ length: count }, (_, i) => new Uint8Array(size).fill(i + 1));
  }

  map(buffer: number, offset: number, size: number, dir: Direction, skip: boolean): void {
    const device = this.#cpu({ buffer, offset, size }).slice();
    this.live.push({ buffer, offset, size, dir, skip, device });
  }

  unmap(at: number): void {
    const [mapping] = this.live.splice(at, 1);
    if (mapping && mapping.dir !== 'TO_DEVICE' && !mapping.skip) this.#cpu(mapping).set(mapping.device);
  }

  sync(at: number, from: number, size: number, to: 'cpu' | 'device'): void {
    const mapping = this.live[at];
    if (!mapping || mapping.dir === (to === 'cpu' ? 'TO_DEVICE' : 'FROM_DEVICE')) return;
    const cpu = this.#cpu(mapping).subarray(from, from + size);
    const device = mapping.device.subarray(from, from + size);
    if (to === 'cpu') cpu.set(device);
    else device.set(cpu);
  }

  #cpu({ buffer, offset, size }: Pick<NaiveMapping, 'buffer' | 'offset' | 'size'>): Uint8Array {
    return this.buffers[buffer]?.subarray(offset, offset + size) ?? new Uint8Array();
  }
}
