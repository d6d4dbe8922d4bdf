import {
  availEntryAt,
  availIdxAt,
  descriptorAt,
  descriptorFlags,
  type Qtest,
  splitRingAt,
  usedIdxAt,
  type VirtioPci,
} from '../../runtime/index.ts';
import type { StageIommu } from './stage.ts';

/** Request types and flags. Source: virtio 1.4 "IOMMU Device", "Device Operation". */
const requestTypes = { ATTACH: 1, MAP: 3, UNMAP: 4 } as const;
const accessFlags = { read: 1, readWrite: 3 } as const;
const DOMAIN = 1;
const TAIL_BYTES = 4;
const FAULT_BYTES = 24;
const FAULTS_MAX = 4;

/** Memory of this driver, beyond that of the scenario. */
const at = {
  requests: splitRingAt(0x30_0000, 8),
  events: splitRingAt(0x30_1000, 8),
  request: 0x30_2000,
  tail: 0x30_2800,
  fault: 0x30_3000,
} as const;

/** The driver of QEMU's virtio-iommu: one request at a time, and faults as they come. */
export class QemuIommu implements StageIommu {
  readonly #qtest: Qtest;
  readonly #device: VirtioPci;
  readonly #endpoint: number;
  #requests = 0;
  #faultsSeen = 0;

  /** @param endpoint ID of the device that is to be attached: its function number on the bus. */
  constructor(qtest: Qtest, device: VirtioPci, endpoint: number) {
    this.#qtest = qtest;
    this.#device = device;
    this.#endpoint = endpoint;
  }

  /** Brings the device up with these features, and gives it buffers for faults. */
  async start(features: bigint): Promise<void> {
    for (const status of [0, 1, 3]) await this.#device.setStatus(status);
    await this.#device.setFeatures(features);
    await this.#device.setStatus(11);
    await this.#device.setUpQueue(0, at.requests);
    await this.#device.setUpQueue(1, at.events);
    for (let i = 0; i < FAULTS_MAX; i++) {
      await this.#describe(at.events, i, at.fault + 32 * i, FAULT_BYTES, descriptorFlags.WRITE, 0);
      await this.#qtest.write(availEntryAt(at.events, i), 2, i);
    }
    await this.#qtest.write(availIdxAt(at.events), 2, FAULTS_MAX);
    await this.#device.setStatus(15);
    await this.#device.notify(1);
  }

  attach(): Promise<void> {
    return this.#request('ATTACH', 20, (view) => {
      view.setUint32(4, DOMAIN, true);
      view.setUint32(8, this.#endpoint, true);
    });
  }

  map(from: number, size: number, access: 'read' | 'readWrite'): Promise<void> {
    return this.#request('MAP', 36, (view) => {
      view.setUint32(4, DOMAIN, true);
      view.setBigUint64(8, BigInt(from), true);
      view.setBigUint64(16, BigInt(from + size - 1), true);
      view.setBigUint64(24, BigInt(from), true);
      view.setUint32(32, accessFlags[access], true);
    });
  }

  unmap(from: number, size: number): Promise<void> {
    return this.#request('UNMAP', 28, (view) => {
      view.setUint32(4, DOMAIN, true);
      view.setBigUint64(8, BigInt(from), true);
      view.setBigUint64(16, BigInt(from + size - 1), true);
    });
  }

  async faulted(): Promise<boolean> {
    const idx = await this.#qtest.read(usedIdxAt(at.events), 2);
    const any = idx !== this.#faultsSeen;
    this.#faultsSeen = idx;
    return any;
  }

  async #request(
    type: keyof typeof requestTypes,
    bytes: number,
    fill: (view: DataView) => void,
  ): Promise<void> {
    const request = new Uint8Array(bytes);
    request[0] = requestTypes[type];
    fill(new DataView(request.buffer));
    await this.#qtest.writeMemory(at.request, request);
    await this.#qtest.writeMemory(at.tail, Uint8Array.of(0xff, 0xff, 0xff, 0xff));
    await this.#describe(at.requests, 0, at.request, bytes, descriptorFlags.NEXT, 1);
    await this.#describe(at.requests, 1, at.tail, TAIL_BYTES, descriptorFlags.WRITE, 0);
    await this.#qtest.write(availEntryAt(at.requests, this.#requests), 2, 0);
    this.#requests += 1;
    await this.#qtest.write(availIdxAt(at.requests), 2, this.#requests);
    await this.#device.notify(0);
    await this.#device.interrupt();
    const status = await this.#qtest.read(at.tail, 1);
    if (status !== 0) throw new TypeError(`the virtio-iommu answers ${type} with status ${status}`);
  }

  async #describe(
    ring: (typeof at)['requests'],
    index: number,
    address: number,
    length: number,
    flags: number,
    next: number,
  ): Promise<void> {
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    view.setBigUint64(0, BigInt(address), true);
    view.setUint32(8, length, true);
    view.setUint16(12, flags, true);
    view.setUint16(14, next, true);
    await this.#qtest.writeMemory(descriptorAt(ring, index), bytes);
  }
}
