import {
  availEntryAt,
  availIdxAt,
  descriptorAt,
  descriptorFlags,
  interruptBits,
  maskOf,
  usedElementAt,
  usedIdxAt,
} from '../../runtime/index.ts';
import { places, type Stage } from './stage.ts';

const { ring } = places;
/** What buffers hold before the device writes them. */
const BEFORE = 0xaa;
/** Written or not is told by pieces of this many bytes: that entropy is all 0xaa is not to be expected. */
const PIECE_BYTES = 16;

/** A driver that does as the scenario says, right or wrong, and looks at what came of it. */
export class Actor {
  readonly #stage: Stage;
  #posted = 0;
  #buffer = { at: 0, size: 0 };

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async status(bits: number): Promise<number> {
    await this.#stage.device.setStatus(bits);
    return this.#stage.device.status();
  }

  async accept(...bits: number[]): Promise<void> {
    await this.#stage.device.setFeatures(maskOf(bits));
  }

  /** From reset to FEATURES_OK with these bits; returns the status then. */
  async negotiate(...bits: number[]): Promise<number> {
    await this.status(0);
    await this.status(1);
    await this.status(3);
    await this.accept(...bits);
    return this.status(11);
  }

  /** Sets up an empty queue. */
  async queue(): Promise<void> {
    this.#posted = 0;
    await this.#stage.write(ring.desc, new Uint8Array(ring.used + 0x100 - ring.desc));
    await this.#stage.device.setUpQueue(0, ring);
  }

  /** From reset to DRIVER_OK with these bits and an empty queue. */
  async live(...bits: number[]): Promise<void> {
    await this.negotiate(...bits);
    await this.queue();
    await this.status(15);
  }

  /** Makes a buffer available without a notification; memory that is there is filled first. */
  async post(at: number, size: number): Promise<void> {
    this.#buffer = { at, size };
    if (at < places.nowhere) await this.#stage.write(at, new Uint8Array(size).fill(BEFORE));
    const descriptor = new Uint8Array(16);
    const view = new DataView(descriptor.buffer);
    view.setBigUint64(0, BigInt(at), true);
    view.setUint32(8, size, true);
    view.setUint16(12, descriptorFlags.WRITE, true);
    await this.#stage.write(descriptorAt(ring, 0), descriptor);
    await this.#word(availEntryAt(ring, this.#posted), 0);
    this.#posted += 1;
    await this.#word(availIdxAt(ring), this.#posted);
  }

  /** Makes whatever the ring then says available: a head, or an idx, of the scenario's choice. */
  async postHead(head: number): Promise<void> {
    await this.#word(availEntryAt(ring, 0), head);
    await this.#word(availIdxAt(ring), 1);
  }
  async postIdx(idx: number): Promise<void> {
    await this.#word(availIdxAt(ring), idx);
  }

  async kick(): Promise<void> {
    await this.#stage.device.notify(0);
  }

  /** What can be seen of the last request: the used element, if any, and how much of the buffer has changed. */
  async outcome(): Promise<string> {
    await this.#stage.device.interrupt();
    const used = await this.#used();
    const { at, size } = this.#buffer;
    if (at >= places.nowhere) return `${used}, nothing to write to`;
    const bytes = await this.#stage.read(at, size);
    let written = 0;
    for (let from = 0; from < size; from += PIECE_BYTES)
      if (bytes.subarray(from, from + PIECE_BYTES).some((byte) => byte !== BEFORE)) written += PIECE_BYTES;
    return `${used}, ${written} of ${size} bytes written`;
  }

  async kicked(): Promise<string> {
    await this.kick();
    return this.outcome();
  }

  /** The status, and whether the device says that its configuration changed. */
  async trouble(): Promise<string> {
    const isr = await this.#stage.device.interrupt();
    const notified = isr & interruptBits.CONFIG ? 'configuration interrupt' : 'no interrupt';
    return `status ${await this.#stage.device.status()}, ${notified}`;
  }

  async #used(): Promise<string> {
    const idx = await this.#stage.read(usedIdxAt(ring), 2);
    if (((idx[0] ?? 0) | ((idx[1] ?? 0) << 8)) !== this.#posted) return 'not used';
    const element = await this.#stage.read(usedElementAt(ring, this.#posted - 1), 8);
    return `used.len ${new DataView(element.buffer, element.byteOffset).getUint32(4, true)}`;
  }

  #word(at: number, value: number): Promise<void> {
    return this.#stage.write(at, Uint8Array.of(value & 0xff, value >> 8));
  }
}
