import type { SplitRing } from '../../virtio/splitRing.ts';
import type { VirtioTransport } from '../../virtio/virtioTransport.ts';
import { pollInterrupt } from './pollInterrupt.ts';
import { QemuError } from './qemuError.ts';
import type { Qtest } from './qtest.ts';

/** Registers. Source: virtio 1.4 "MMIO Device Register Layout". */
const register = {
  MagicValue: 0x000,
  Version: 0x004,
  DeviceFeatures: 0x010,
  DeviceFeaturesSel: 0x014,
  DriverFeatures: 0x020,
  DriverFeaturesSel: 0x024,
  QueueSel: 0x030,
  QueueSizeMax: 0x034,
  QueueSize: 0x038,
  QueueReady: 0x044,
  QueueNotify: 0x050,
  InterruptStatus: 0x060,
  InterruptACK: 0x064,
  Status: 0x070,
  QueueDesc: 0x080,
  QueueDriver: 0x090,
  QueueDevice: 0x0a0,
  Config: 0x100,
} as const;
const MAGIC = 0x7472_6976;
const MODERN = 2;

/** A virtio device of QEMU behind memory-mapped registers. Source: virtio 1.4 "Virtio Over MMIO". */
export class VirtioMmio implements VirtioTransport {
  readonly #qtest: Qtest;
  readonly #base: number;
  readonly #patience: number;

  private constructor(qtest: Qtest, base: number, patience: number) {
    this.#qtest = qtest;
    this.#base = base;
    this.#patience = patience;
  }

  /**
   * @param patience how long an interrupt is waited for, in milliseconds.
   * @throws {QemuError} if no modern device has its registers at `base`.
   */
  static async find(qtest: Qtest, base: number, patience: number): Promise<VirtioMmio> {
    const device = new VirtioMmio(qtest, base, patience);
    if ((await device.#get('MagicValue')) !== MAGIC || (await device.#get('Version')) !== MODERN)
      throw new QemuError(`there is no modern virtio device at 0x${base.toString(16)}`);
    return device;
  }

  status(): Promise<number> {
    return this.#get('Status');
  }

  setStatus(status: number): Promise<void> {
    return this.#set('Status', status);
  }

  async features(): Promise<bigint> {
    await this.#set('DeviceFeaturesSel', 1);
    const high = await this.#get('DeviceFeatures');
    await this.#set('DeviceFeaturesSel', 0);
    return (BigInt(high) << 32n) | BigInt(await this.#get('DeviceFeatures'));
  }

  async setFeatures(accepted: bigint): Promise<void> {
    for (const half of [0, 1]) {
      await this.#set('DriverFeaturesSel', half);
      await this.#set('DriverFeatures', Number((accepted >> BigInt(32 * half)) & 0xffff_ffffn));
    }
  }

  config(offset: number, length: number): Promise<Uint8Array> {
    return this.#qtest.readMemory(this.#base + register.Config + offset, length);
  }

  async queueSizeMax(queue: number): Promise<number> {
    await this.#set('QueueSel', queue);
    return this.#get('QueueSizeMax');
  }

  async setUpQueue(queue: number, { size, desc, avail, used }: SplitRing): Promise<void> {
    await this.#set('QueueSel', queue);
    await this.#set('QueueSize', size);
    for (const [field, address] of [
      ['QueueDesc', desc],
      ['QueueDriver', avail],
      ['QueueDevice', used],
    ] as const) {
      await this.#set(field, address >>> 0);
      await this.#qtest.write(this.#base + register[field] + 4, 4, Math.floor(address / 2 ** 32));
    }
    await this.#set('QueueReady', 1);
  }

  notify(queue: number): Promise<void> {
    return this.#set('QueueNotify', queue);
  }

  async interrupt(): Promise<number> {
    const isr = await pollInterrupt(() => this.#get('InterruptStatus'), this.#patience);
    if (isr !== 0) await this.#set('InterruptACK', isr);
    return isr;
  }

  #get(field: keyof typeof register): Promise<number> {
    return this.#qtest.read(this.#base + register[field], 4);
  }

  #set(field: keyof typeof register, value: number): Promise<void> {
    return this.#qtest.write(this.#base + register[field], 4, value);
  }
}
