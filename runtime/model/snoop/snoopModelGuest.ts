import { type AnyEvent, type System, sizesOf } from '../../../composition/index.ts';
import type { SnoopInput } from '../../../machines/index.ts';
import { type PhysAddr, physAddr } from '../../addresses.ts';
import { Bus, type BusPort, endpointRequester } from '../../bus/index.ts';
import { cpuView, hostView } from '../../guest/memoryViews.ts';
import { TwoStageIommu } from '../../iommu/index.ts';
import { GuestMemory, PAGE_SIZE, platforms } from '../../memory/index.ts';
import type { Parts } from '../../parts.ts';
import type { BusMemory } from '../../virtio/busMemory.ts';
import { DeviceQueue } from '../../virtio/deviceQueue.ts';
import { DriverQueue } from '../../virtio/driverQueue.ts';
import { splitRingAt } from '../../virtio/splitRing.ts';
import { designInput } from '../designInput.ts';
import { reaches } from '../grant/deviceAccess.ts';
import { LetPages } from '../grant/letPages.ts';
import type { GuestOnBytes, ModelGuestOptions, Place, Reading } from '../guestOnBytes.ts';
import { hostLife } from '../hostLife.ts';
import { MARK_SIZE, SECRET } from '../marks.ts';
import { abstractSnoopPart } from './snoopAbstraction.ts';
import { actSnoop } from './snoopActions.ts';
import { SnoopingHypervisor } from './snoopingHypervisor.ts';

const VMM = 0;
const platform = platforms.sevSnp;
/** The page of the ring; those that are let out follow. */
const RING = physAddr(0);
const FIRST = physAddr(PAGE_SIZE);
const ENTRIES = 2;

/**
 * The guest of a design in which a trusted hypervisor reads the virtqueue, on bytes: a split ring in a page that the VMM reads and
 * writes, and pages that the hypervisor lends to the VMM, in the second stage through which everything goes that the VMM accesses.
 */
export class SnoopModelGuest implements GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  readonly pages: LetPages;
  readonly hypervisor: SnoopingHypervisor;
  /** The driver's side of the queue, whose chains are pages. */
  readonly queue: DriverQueue<number>;
  /** The VMM's side of it. */
  readonly device: DeviceQueue;
  /** The ring as the VMM has it. */
  readonly vmm: BusMemory;
  /** Pages as the VMM has them. */
  readonly port: BusPort;
  /** Which moves the host makes: nothing but what the design says of it. */
  readonly host: Parts;

  constructor(system: System, { sizes = {}, word = SECRET }: ModelGuestOptions = {}) {
    this.system = system;
    this.word = word;
    this.sizes = sizesOf(system, sizes);
    const { page: count = 0 } = this.sizes;
    const bytes = PAGE_SIZE * (1 + count);
    this.memory = new GuestMemory({ size: bytes, platform });
    this.memory.allocPages(bytes, VMM, RING);
    this.memory.setMemoryDecrypted(RING, bytes);
    this.pages = new LetPages(this.memory, { first: FIRST, count, word });
    const ring = splitRingAt(RING, ENTRIES);
    this.queue = new DriverQueue(cpuView(this.memory), ring);
    this.vmm = hostView(this.memory);
    this.device = new DeviceQueue(this.vmm, ring);
    this.hypervisor = new SnoopingHypervisor(this.rules, cpuView(this.memory), ring);
    const stage2 = (at: PhysAddr) => {
      const { lent } = this.hypervisor;
      return lent !== undefined && this.pages.pageOf(at) === this.pages.pageOf(lent);
    };
    const bus = new Bus(this.memory.controller);
    const requester = endpointRequester(VMM, { reaches: 'shared' });
    bus.attach(VMM, { requester, iommu: new TwoStageIommu(platform, { stage2 }) });
    this.port = bus.portOf(VMM);
    this.host = hostLife(system);
  }

  act(event: AnyEvent): void {
    actSnoop(this, event);
  }

  abstractPart(family: string, index: number): Reading {
    return abstractSnoopPart(this, family, index);
  }

  hostReads(page: number): Buffer | undefined {
    const at = physAddr(page * PAGE_SIZE);
    if (at !== RING && !reaches(this.port, at)) return undefined;
    return this.memory.controller.raw(at, PAGE_SIZE);
  }

  placeOf(at: PhysAddr): Place {
    const page = this.pages.pageOf(at);
    return { where: page < 0 ? 'the ring' : `page ${page}`, tenancy: this.pages.tenancyOf(page) };
  }

  /** What the design says of the hypervisor. */
  get rules(): SnoopInput {
    return designInput(this.system, 'snoop');
  }

  /** The driver makes a page available. */
  makeAvailable(page: number): void {
    this.queue.add([{ address: this.pages.at(page), length: MARK_SIZE, writable: false }], page);
  }
}
