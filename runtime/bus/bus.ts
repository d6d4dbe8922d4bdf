import type { Visibility } from '../../machines/index.ts';
import { type DmaAddr, dmaAddr, hex, type PhysAddr } from '../addresses.ts';
import { type BusGate, DmaRefusedError, MemoryFaultError, MisuseError } from '../errors.ts';
import type { Iommu, IommuRequest } from '../iommu/index.ts';
import { type MemoryController, PAGE_SIZE, placeOf } from '../memory/index.ts';
import { dmaEvent, type Requester, requesterGate } from './requester.ts';

/** A device on the bus: what sends its requests, and the IOMMU that they meet. */
export interface BusDevice {
  readonly requester: Requester;
  readonly iommu: Iommu;
}

/**
 * Memory as one device reaches it. Addresses are those that the DMA API gave out, or whatever stands in a
 * ring: what no host has an address for is refused as any other.
 */
export interface BusPort {
  /** Fills `into`. @throws {DmaRefusedError} as {@link Bus.read}. */
  read(address: number, into: Uint8Array): void;
  /** @throws {DmaRefusedError} as {@link Bus.write}. */
  write(address: number, from: Uint8Array): void;
}

/** No host has addresses of more than 52 bits. Source: AMD64 APM volume 2, 5.1; Intel SDM volume 3, 4.1.4. */
const ADDRESSES = 2 ** 52;

/**
 * The way of a device to memory. Every access passes, in this order: Bus Master Enable, the state of the
 * TDI, the T bit, the IOMMU, and the owner of the page; the first that refuses is named. An access that
 * spans pages is one transaction a page, and stops at the first that is refused.
 *
 * Source: PCIe r6.3 7.5.1.1.3 (Bus Master Enable) and 11.2.1 (T bit by TDI state); 11.5.3 (memory of a TVM).
 * Left out: posted writes that are dropped without anybody hearing of it (the error is for whoever looks on:
 * no device gets one); peer to peer; ATS; IDE streams as such, without which nobody has the T bit.
 */
export class Bus {
  readonly #controller: MemoryController;
  readonly #devices = new Map<number, BusDevice>();

  constructor(controller: MemoryController) {
    this.#controller = controller;
  }

  /** @throws {MisuseError} if there is a device of this number. */
  attach(device: number, busDevice: BusDevice): void {
    if (this.#devices.has(device)) throw new MisuseError(`device ${device} is on the bus already`);
    this.#devices.set(device, busDevice);
  }

  /**
   * The device reads memory.
   *
   * @throws {DmaRefusedError} with what refused, where, and how many bytes had been read by then.
   * @throws {MisuseError} if there is no such device.
   */
  read(device: number, address: DmaAddr, size: number, t: 0 | 1): Buffer {
    const into = Buffer.allocUnsafe(size);
    this.#access({ device, access: 'read', t, address }, size, (at, alias, from, to) => {
      this.#controller.read(at, to - from, { by: 'device', t, alias }).copy(into, from);
    });
    return into;
  }

  /** The device writes memory. It throws as {@link read} does; what had been written by then stays. */
  write(device: number, address: DmaAddr, bytes: Uint8Array, t: 0 | 1): void {
    this.#access({ device, access: 'write', t, address }, bytes.length, (at, alias, from, to) => {
      this.#controller.write(at, bytes.subarray(from, to), { by: 'device', t, alias });
    });
  }

  /** Memory as the device reaches it if it sets the T bit as its state demands. */
  portOf(device: number): BusPort {
    const { requester } = this.#device(device);
    const t = () => (requester.admits(0, dmaEvent(device, 'read', 0)) ? 0 : 1);
    const onBus = (address: number) => dmaAddr(Math.min(address, ADDRESSES));
    return {
      read: (address, into) => into.set(this.read(device, onBus(address), into.length, t())),
      write: (address, from) => this.write(device, onBus(address), from, t()),
    };
  }

  #device(device: number): BusDevice {
    const found = this.#devices.get(device);
    if (!found) throw new MisuseError(`device ${device} is not on the bus`);
    return found;
  }

  #access(
    request: IommuRequest,
    size: number,
    move: (at: PhysAddr, alias: Visibility, from: number, to: number) => void,
  ): void {
    const { device, access, t, address } = request;
    const { requester, iommu } = this.#device(device);
    const refusal = (gate: BusGate, done: number, why: string) =>
      new DmaRefusedError(gate, device, dmaAddr(address + done), done, why);
    const own = requesterGate(requester, device, access, t);
    if (own) throw refusal(own.gate, 0, own.why);
    let to = Math.min(size, PAGE_SIZE - (address % PAGE_SIZE));
    for (let from = 0; from < size; from = to, to = Math.min(size, to + PAGE_SIZE)) {
      if (address + from >= ADDRESSES) throw refusal('IOMMU', from, 'addresses have 52 bits at most');
      const translation = iommu.translate({ ...request, address: dmaAddr(address + from) });
      if ('refused' in translation) throw refusal('IOMMU', from, translation.refused);
      const { at, alias } = placeOf(this.#controller.platform, translation.gpa);
      if (!this.#controller.contains(at, to - from))
        throw refusal('page ownership', from, `there is no memory at ${hex(at)}`);
      try {
        move(at, alias, from, to);
      } catch (error) {
        throw error instanceof MemoryFaultError ? refusal('page ownership', from, error.message) : error;
      }
    }
    requester.step(0, dmaEvent(device, access, t));
  }
}
