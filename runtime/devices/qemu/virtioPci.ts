import type { SplitRing } from '../../virtio/splitRing.ts';
import type { VirtioTransport } from '../../virtio/virtioTransport.ts';
import { PciFunction } from './pciFunction.ts';
import { pollInterrupt } from './pollInterrupt.ts';
import { QemuError } from './qemuError.ts';
import type { Qtest } from './qtest.ts';

const VENDOR_SPECIFIC = 0x09;
/** Types of capability. Source: virtio 1.4 "Virtio Structure PCI Capabilities". */
const capabilityTypes = { COMMON: 1, NOTIFY: 2, ISR: 3, DEVICE: 4 } as const;
type Places = Readonly<Record<keyof typeof capabilityTypes, number>>;
/** Fields of the common configuration. Source: virtio 1.4 "Common configuration structure layout". */
const common = {
  deviceFeatureSelect: 0x00,
  deviceFeature: 0x04,
  driverFeatureSelect: 0x08,
  driverFeature: 0x0c,
  deviceStatus: 0x14,
  queueSelect: 0x16,
  queueSize: 0x18,
  queueEnable: 0x1c,
  queueNotifyOff: 0x1e,
  queueDesc: 0x20,
  queueDriver: 0x28,
  queueDevice: 0x30,
} as const;

/**
 * A virtio device of QEMU on PCI, through its modern interface. Its memory is QEMU's.
 *
 * Source: virtio 1.4 "Virtio Over PCI Bus".
 */
export class VirtioPci implements VirtioTransport {
  readonly function: PciFunction;
  readonly #qtest: Qtest;
  readonly #patience: number;
  readonly #at: Places;
  readonly #notifyMultiplier: number;
  readonly #notifyAt = new Map<number, number>();

  private constructor(
    qtest: Qtest,
    pci: PciFunction,
    at: Places,
    notifyMultiplier: number,
    patience: number,
  ) {
    this.#qtest = qtest;
    this.function = pci;
    this.#at = at;
    this.#notifyMultiplier = notifyMultiplier;
    this.#patience = patience;
  }

  /**
   * Finds the registers of the device in a slot of bus 0, and lets it access memory.
   *
   * @param base where its BARs go.
   * @param patience how long an interrupt is waited for, in milliseconds.
   * @throws {QemuError} if there is no modern virtio device in that slot.
   */
  static async find(qtest: Qtest, slot: number, base: number, patience: number): Promise<VirtioPci> {
    const pci = new PciFunction(qtest, slot);
    const vendor = (await pci.read(0)) & 0xffff;
    if (vendor !== 0x1af4) throw new QemuError(`there is no virtio device in PCI slot ${slot}`);
    const bars = await pci.placeBars(base);
    const at: Partial<Record<keyof typeof capabilityTypes, number>> = {};
    let multiplier = 0;
    for (const offset of await pci.capabilities(VENDOR_SPECIFIC)) {
      const type = (await pci.read(offset)) >>> 24;
      const bar = bars.get((await pci.read(offset + 4)) & 0xff);
      const name = Object.entries(capabilityTypes).find(([, number]) => number === type)?.[0];
      if (name === undefined || bar === undefined) continue;
      at[name as keyof typeof capabilityTypes] = bar + (await pci.read(offset + 8));
      if (type === capabilityTypes.NOTIFY) multiplier = await pci.read(offset + 16);
    }
    const { COMMON, NOTIFY, ISR, DEVICE = 0 } = at;
    if (COMMON === undefined || NOTIFY === undefined || ISR === undefined)
      throw new QemuError(`the virtio device in PCI slot ${slot} has no modern interface`);
    await pci.setBusMaster(true);
    return new VirtioPci(qtest, pci, { COMMON, NOTIFY, ISR, DEVICE }, multiplier, patience);
  }

  status(): Promise<number> {
    return this.#qtest.read(this.#at.COMMON + common.deviceStatus, 1);
  }

  setStatus(status: number): Promise<void> {
    return this.#set('deviceStatus', 1, status);
  }

  async features(): Promise<bigint> {
    const halves: bigint[] = [];
    for (const half of [0, 1]) {
      await this.#set('deviceFeatureSelect', 4, half);
      halves.push(BigInt(await this.#qtest.read(this.#at.COMMON + common.deviceFeature, 4)));
    }
    return ((halves[1] ?? 0n) << 32n) | (halves[0] ?? 0n);
  }

  async setFeatures(accepted: bigint): Promise<void> {
    for (const half of [0, 1]) {
      await this.#set('driverFeatureSelect', 4, half);
      await this.#set('driverFeature', 4, Number((accepted >> BigInt(32 * half)) & 0xffff_ffffn));
    }
  }

  config(offset: number, length: number): Promise<Uint8Array> {
    return readBytes(this.#qtest, this.#at.DEVICE + offset, length);
  }

  async queueSizeMax(queue: number): Promise<number> {
    await this.#set('queueSelect', 2, queue);
    return this.#qtest.read(this.#at.COMMON + common.queueSize, 2);
  }

  async setUpQueue(queue: number, { size, desc, avail, used }: SplitRing): Promise<void> {
    await this.#set('queueSelect', 2, queue);
    await this.#set('queueSize', 2, size);
    for (const [field, address] of [
      ['queueDesc', desc],
      ['queueDriver', avail],
      ['queueDevice', used],
    ] as const) {
      await this.#qtest.write(this.#at.COMMON + common[field], 4, address >>> 0);
      await this.#qtest.write(this.#at.COMMON + common[field] + 4, 4, Math.floor(address / 2 ** 32));
    }
    const offset = await this.#qtest.read(this.#at.COMMON + common.queueNotifyOff, 2);
    this.#notifyAt.set(queue, this.#at.NOTIFY + offset * this.#notifyMultiplier);
    await this.#set('queueEnable', 2, 1);
  }

  async notify(queue: number): Promise<void> {
    const at = this.#notifyAt.get(queue);
    if (at !== undefined) await this.#qtest.write(at, 2, queue);
  }

  interrupt(): Promise<number> {
    // Reading the register clears it.
    return pollInterrupt(() => this.#qtest.read(this.#at.ISR, 1), this.#patience);
  }

  #set(field: keyof typeof common, bytes: 1 | 2 | 4, value: number): Promise<void> {
    return this.#qtest.write(this.#at.COMMON + common[field], bytes, value);
  }
}

async function readBytes(qtest: Qtest, address: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = await qtest.read(address + at, 1);
  return bytes;
}
