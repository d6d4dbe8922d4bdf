import { type AnyEvent, type System, sizesOf } from '../../../composition/index.ts';
import {
  bootGateMachine,
  type DeviceIdInput,
  type PlatformInput,
  type VirtioDriverInput,
  type VirtioFeaturesInput,
  type VirtioInput,
  type VirtqueueInput,
} from '../../../machines/index.ts';
import { dmaAddr, type PhysAddr, physAddr } from '../../addresses.ts';
import { VirtioRegisters } from '../../devices/virtioRegisters.ts';
import { MisuseError } from '../../errors.ts';
import { readGuestDesign } from '../../guest/guestDesign.ts';
import { cpuView, hostView } from '../../guest/memoryViews.ts';
import { GuestMemory, PAGE_SIZE, platforms } from '../../memory/index.ts';
import { Parts } from '../../parts.ts';
import { DriverQueue, type Segment } from '../../virtio/driverQueue.ts';
import { type SplitRing, splitRingAt } from '../../virtio/splitRing.ts';
import { designInput } from '../designInput.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { hostLife } from '../hostLife.ts';
import { MARK_SIZE, markOf, SECRET } from '../marks.ts';
import { DescribedPool } from './describedPool.ts';
import { DeviceId } from './deviceId.ts';
import { DevicePath } from './devicePath.ts';
import { type Outcome, SteppedDevice } from './steppedDevice.ts';
import { SteppedDriver } from './steppedDriver.ts';
import { abstractVirtioPart } from './virtioAbstraction.ts';
import { actVirtio } from './virtioActions.ts';

/** A request of the driver: what it has mapped, and how. */
export interface Posted {
  readonly api: SteppedDriver['api'];
  readonly segments: readonly Segment[];
  /** What the device's access to it came to: no byte says that one was blocked. */
  outcome: Outcome;
}

/** How such a guest is made. */
export interface VirtioModelGuestOptions extends ModelGuestOptions {
  /** Rings lie in memory of the kind that buffers lie in, as in Linux. Default false. */
  readonly ringsWithBuffers?: boolean;
  /** Pages of memory behind those that the virtio device and its driver have; they are nobody's. Default 0. */
  readonly morePages?: number;
}

/** What families are made with. */
interface Rules {
  readonly virtio: VirtioInput;
  readonly virtioFeatures: VirtioFeaturesInput;
  readonly virtioDriver: VirtioDriverInput;
  readonly virtqueue: VirtqueueInput;
  readonly platform: PlatformInput;
  readonly deviceId: DeviceIdInput;
}

/** Where things lie, by pages. */
const [RINGS, POOL, BUFFERS, OTHERS] = [0, 1, 3, 4];
/** Pages of memory that the virtio device and its driver have. */
export const VIRTIO_PAGES = 5;
/** Entries of a ring; two descriptors are in use at a time. */
const ENTRIES = 4;
/** Rings lie so many bytes apart. */
const RING_PITCH = 512;
/** The tenancy of all memory: nobody gives any back. */
const TENANCY = 1;
/** Bytes of a page at which things lie: what the device reads, what it writes, and what is none of its business. */
const [ASKED, ANSWER, BESIDE] = [0, 128, 256];

/**
 * The guest of a design with one virtio device, on bytes: a driver and a device that negotiate through registers, the bounce pool
 * as swiotlb and the DMA layer have it, a split virtqueue whose ring lies in guest memory, and the way of the device to memory with
 * the gate that the platform puts there. Only the boot gate is nothing but a life.
 *
 * Two pages are the guest's own: one with the buffers of a request, and a secret beside them; one with another secret. Where
 * nothing protects memory (`open`, `busMaster`), both are shared pages.
 *
 * Left out: whose memory the ring is. It lies in a page that the device always reaches, so that a device which is kept from a buffer can
 * still report it as used, as the machine of the virtqueue lets it. {@link ringsWithBuffers} says otherwise.
 */
export class VirtioModelGuest implements GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  readonly registers: VirtioRegisters;
  readonly driver: SteppedDriver;
  readonly device: SteppedDevice;
  readonly pool: DescribedPool;
  readonly path: DevicePath;
  readonly deviceId: DeviceId;
  readonly bootGate: Parts;
  /** Which moves the host makes: nothing but what the design says of it. */
  readonly host: Parts;
  /** The queue of the driver's present session; the device is told of it before DRIVER_OK. */
  queue: DriverQueue<Posted> | undefined;
  /** The request that was posted last, and in which queue. */
  lastPost: { readonly request: Posted; readonly queue: DriverQueue<Posted> } | undefined;
  readonly #ringsWithBuffers: boolean;

  /** @throws {MisuseError} for more than one device. */
  constructor(system: System, options: VirtioModelGuestOptions = {}) {
    this.system = system;
    this.word = options.word ?? SECRET;
    this.sizes = sizesOf(system, options.sizes ?? {});
    this.#ringsWithBuffers = options.ringsWithBuffers ?? false;
    if (this.sizes['device'] !== 1)
      throw new MisuseError(`${system.name} cannot be run on bytes with ${this.sizes['device']} devices`);
    const { morePages = 0 } = options;
    this.memory = new GuestMemory({
      size: (VIRTIO_PAGES + morePages) * PAGE_SIZE,
      platform: platforms.sevSnp,
    });
    const platform = this.rules('platform');
    const pool = { start: pageAt(POOL), size: (BUFFERS - POOL) * PAGE_SIZE };
    this.#fill(platform.path === 'open' || platform.path === 'busMaster');
    this.path = new DevicePath(this.memory, platform, pool);
    this.pool = new DescribedPool(readGuestDesign(system), this.memory, pool);
    this.registers = new VirtioRegisters({
      ...this.rules('virtioFeatures'),
      ...this.rules('virtio'),
    });
    const ringMemory = this.#ringsWithBuffers ? this.path.memory : hostView(this.memory);
    this.device = new SteppedDevice(this.registers, ringMemory, this.path.memory);
    this.driver = new SteppedDriver(this.registers, this.rules('virtioDriver'));
    this.deviceId = new DeviceId(this.rules('deviceId'));
    const gate = { machine: bootGateMachine, input: this.rules('bootGate') };
    this.bootGate = new Parts(gate, 1, () => 'the boot gate');
    this.host = hostLife(system);
  }

  act(event: AnyEvent): void {
    actVirtio(this, event);
  }

  abstractPart(family: string): Reading {
    return abstractVirtioPart(this, family);
  }

  /** Where Bus Master Enable is all that protects memory, the host is whoever made the device, and looks through it. */
  hostReads(page: number): Buffer | undefined {
    const at = pageAt(page);
    const looksThroughDevice = this.path.path(this.otherAt) === 'busMaster';
    return looksThroughDevice && !this.device.reaches(at, 1)
      ? undefined
      : this.memory.controller.raw(at, PAGE_SIZE);
  }

  placeOf(at: PhysAddr): Place {
    const page = Math.floor(at / PAGE_SIZE);
    const where = page < POOL ? 'the ring' : page < BUFFERS ? 'the pool' : `page ${page - BUFFERS}`;
    return { where, tenancy: TENANCY };
  }

  /** What the design gives a family's machine: its rules. */
  rules<F extends string>(name: F): F extends keyof Rules ? Rules[F] : object {
    return designInput(this.system, name);
  }

  /** Whether the design has such a part. */
  has(name: string): boolean {
    return name in this.system.families;
  }

  /** Memory of the guest that is nobody's buffer. */
  get otherAt(): PhysAddr {
    return pageAt(OTHERS);
  }

  /** Memory of the pool, whoever has its slots. */
  get poolAt(): PhysAddr {
    return pageAt(POOL);
  }

  /** Whether an address that a device is given is one of the pool. */
  rangeOf(address: number): 'pool' | 'ram' {
    return address >= pageAt(POOL) && address < pageAt(BUFFERS) ? 'pool' : 'ram';
  }

  /** The request that the driver has not taken back, as its queue says. */
  get posted(): VirtioModelGuest['lastPost'] {
    return this.lastPost?.queue.outstanding === 0 ? undefined : this.lastPost;
  }

  /** The queue of the session: the driver sets it up, and tells the device, when it first needs it. */
  openQueue(): DriverQueue<Posted> {
    if (this.queue && this.device.works(this.queue.ring)) return this.queue;
    const ring = this.#freeRing();
    this.queue = new DriverQueue<Posted>(cpuView(this.memory), ring);
    this.device.setUpQueue(ring);
    return this.queue;
  }

  /** Maps both buffers of a request as the driver does. */
  map(api: Posted['api']): readonly Segment[] {
    const buffers = pageAt(BUFFERS);
    this.memory.write(physAddr(buffers + ASKED), markOf('public', TENANCY));
    this.memory.fill(physAddr(buffers + ANSWER), MARK_SIZE, 0);
    const address = (at: PhysAddr, dir: 'TO_DEVICE' | 'FROM_DEVICE'): number => {
      if (api === 'physical') return at;
      const { api: dma, device } = this.pool.dma(api);
      return dma.dmaMapSingle(device, at, MARK_SIZE, dir);
    };
    return [
      { address: address(physAddr(buffers + ASKED), 'TO_DEVICE'), length: MARK_SIZE, writable: false },
      { address: address(physAddr(buffers + ANSWER), 'FROM_DEVICE'), length: MARK_SIZE, writable: true },
    ];
  }

  unmap({ api, segments }: Posted): void {
    if (api === 'physical') return;
    const { api: dma, device } = this.pool.dma(api);
    for (const { address, length, writable } of segments)
      dma.dmaUnmapSingle(device, dmaAddr(address), length, writable ? 'FROM_DEVICE' : 'TO_DEVICE');
  }

  #fill(unprotected: boolean): void {
    this.memory.allocPages(BUFFERS * PAGE_SIZE, 'pool', pageAt(RINGS));
    this.memory.setMemoryDecrypted(pageAt(RINGS), BUFFERS * PAGE_SIZE);
    const own = (VIRTIO_PAGES - BUFFERS) * PAGE_SIZE;
    this.memory.allocPages(own, 0, pageAt(BUFFERS));
    if (unprotected) this.memory.setMemoryDecrypted(pageAt(BUFFERS), own);
    for (const at of [pageAt(BUFFERS) + BESIDE, pageAt(OTHERS)])
      this.memory.write(physAddr(at), markOf('secret', TENANCY, this.word));
  }

  /** A ring in which no request of an earlier session is left. */
  #freeRing(): SplitRing {
    const page = this.#ringsWithBuffers && !this.#usesPool ? OTHERS : RINGS;
    const places = [1, 2].map((number) => pageAt(page) + number * RING_PITCH);
    const taken = this.posted?.queue.ring.desc;
    return splitRingAt(places.find((place) => place !== taken) ?? 0, ENTRIES);
  }

  get #usesPool(): boolean {
    return this.driver.api !== 'physical' && this.pool.isUsable;
  }
}

const pageAt = (page: number): PhysAddr => physAddr(page * PAGE_SIZE);
