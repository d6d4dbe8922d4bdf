import type { AnyEvent } from '../../composition/index.ts';
import { type Direction, type MappingInput, mappingMachine } from '../../machines/index.ts';
import { type DmaAddr, hex, type PhysAddr, physAddr } from '../addresses.ts';
import { MisuseError } from '../errors.ts';
import { moveTogether } from '../moveTogether.ts';
import { Parts } from '../parts.ts';
import { type Answers, decide } from './decisions/index.ts';
import { dmaAddressOf, memoryOf } from './dmaAddress.ts';
import { checkAttrs, type DmaAttrs } from './dmaAttrs.ts';
import { answersFor, type DmaContext, type DmaRequest, refusal, report } from './dmaContext.ts';
import type { DmaDebugRef } from './dmaDebugEntry.ts';
import type { DmaDevice } from './dmaDevice.ts';
import type { Bounced, DmaMapping } from './dmaMapping.ts';
import type { IommuDma } from './iommuDma.ts';
import { mapPlan } from './mapPlan.ts';

/** What is mapped besides a single buffer. */
export interface MappedAs {
  readonly type: 'single' | 'scatter-gather' | 'resource';
  readonly sgCallEnts?: number;
}

/** What a caller says of a mapping that it syncs or gives back. */
export interface MappingRef extends MappedAs {
  readonly dmaAddr: DmaAddr;
  readonly size: number;
  readonly dir: Direction;
}

/** How a mapping will be made, and the step that it is. */
interface Way {
  readonly event: AnyEvent;
  readonly behindIommu?: boolean;
  /** Where it is known before. */
  readonly dmaAddr?: DmaAddr;
  /** Boundary that nobody but the caller keeps. */
  readonly boundarySize?: number;
  /** Makes it. What throws has changed nothing. */
  place(): Pick<DmaMapping, 'dmaAddr' | 'bounced' | 'range'>;
}

const indexes = { mapping: 0, device: 0, page: 0 } as const;
const mapError = { type: 'MAP_ERROR', device: 0, page: 0 } as const;
const slots = { ...indexes, slot: 0, pool: 0, content: 'public' } as const;

/**
 * Streaming mappings: the decision, the slots, the copies, and the life of each mapping.
 *
 * Every call is checked as a whole before anything changes: what throws has changed nothing, but for the
 * cursor of a search whose slots could not be used, which stands behind them, as in Linux.
 *
 * Source: Linux 6.12 kernel/dma/mapping.c, direct.h; 7.3 kernel/dma/direct.c.
 * Left out: caches, which have no bytes here; the pages' own life (`mapped` of pageMachine has room for one
 * mapping, and several of one page are normal): whoever follows pages steps them beside.
 */
export class Streaming {
  readonly #context: DmaContext;
  readonly #mapping: MappingInput;
  readonly #iommu: IommuDma;

  constructor(context: DmaContext, mapping: MappingInput, iommu: IommuDma) {
    this.#context = context;
    this.#mapping = mapping;
    this.#iommu = iommu;
  }

  map(device: DmaDevice, request: DmaRequest, as: MappedAs): DmaMapping {
    const context = this.#context;
    const { dir, attrs } = request;
    const at = this.admitted(request, as.type);
    const answers = answersFor(context, device, request);
    const way = this.#wayOf(device, request, as, at, answers);
    const entry = { device: device.name, dev: device, phys: at, size: request.size, dir, ...as };
    const overlapAllowed =
      attrs.skipCpuSync === true || (answers('configBounceUnalignedKmalloc') && answers('ioTlbSlots'));
    const limits =
      as.type === 'scatter-gather'
        ? { maxSegSize: device.maxSegSize, boundarySize: way.boundarySize ?? Number.POSITIVE_INFINITY }
        : undefined;
    report(context, context.debug.checkMap({ ...entry, dmaAddr: way.dmaAddr ?? at }, limits, overlapAllowed));

    // The machines leave registers out, and dmaDirectMachine all that is no decision of a confidential guest.
    const life = as.type === 'resource' ? undefined : this.newLife(device);
    const decides = life && !way.behindIommu && answers('ccGuestMemEncrypt');
    const parts = [device.life, ...(decides ? [device.decision] : []), ...(life ? [life] : [])];
    const refusing = parts.find((part) => !part.admits(0, way.event));
    if (refusing) refusing.step(0, way.event);
    const mapping = { ...entry, ...way.place(), ...(life ? { life } : {}) };
    moveTogether(parts, way.event);
    // dma_reset_need_sync(): from the first bounce on there is something to sync.
    if (mapping.bounced) device.skipSync = false;
    context.debug.map(mapping);
    return mapping;
  }

  newLife(device: DmaDevice): Parts {
    return new Parts(
      { machine: mappingMachine, input: this.#mapping },
      1,
      () => `a mapping of ${device.name}`,
    );
  }

  /** Takes the decisions, and changes nothing yet. */
  #wayOf(device: DmaDevice, request: DmaRequest, as: MappedAs, at: PhysAddr, answers: Answers): Way {
    const { decisions, memory } = this.#context;
    const { dir } = request;
    const pool = device.ioTlbMem?.mem.ccShared ? 'shared' : 'private';
    const bounced = (why: 'policy' | 'addressing') =>
      ({ ...slots, type: 'MAP_BOUNCED', dir, memory: pool, why }) as const;
    if (this.backend(device, request, answers) === 'iommuDma') {
      const event = this.#iommu.bounces(device, request, answers)
        ? bounced('policy')
        : ({ ...indexes, type: 'MAP_DIRECT', dir, address: 'private', reach: 'withinMask' } as const);
      return { event, behindIommu: true, place: () => this.#iommu.map(device, request, answers) };
    }
    const plan = mapPlan(decisions, answers, as.type === 'resource' ? 'registers' : 'memory');
    if (plan.do === 'fail') throw refusal(device, plan.refusal.failure, plan.decided, request, mapError);
    // Where slots will be is not known yet; swiotlb keeps them within boundaries.
    if (plan.do === 'bounce')
      return { event: bounced(plan.why), place: () => this.#bounce(device, request, at) };
    const reach = answers('withinMask') ? 'withinMask' : 'beyondMask';
    const dmaAddr = dmaAddressOf(memory.platform, plan.address, at);
    return {
      event: { ...indexes, type: 'MAP_DIRECT', dir, address: memoryOf(plan.address), reach },
      dmaAddr,
      boundarySize: device.boundarySize,
      place: () => ({ dmaAddr }),
    };
  }

  /** Who maps for a device. @throws {NotCapableError} where that is a platform of its own, which is left out. */
  backend(device: DmaDevice, request: DmaRequest, answers: Answers): 'direct' | 'iommuDma' {
    const { backend, predicates } = this.#context.decisions;
    const decided = decide(backend, predicates, answers);
    const { outcome } = decided;
    if (typeof outcome === 'object') throw refusal(device, outcome.failure, decided, request, mapError);
    if (outcome === 'ops') throw refusal(device, 'notCapable', decided, request, mapError);
    return outcome;
  }

  /** @returns what was unmapped. */
  unmap(device: DmaDevice, ref: MappingRef, attrs: DmaAttrs): DmaMapping {
    const context = this.#context;
    checkAttrs(attrs, context.version);
    const named = { ...ref, device: device.name };
    report(context, context.debug.checkUnmap(named));
    const mapping = this.#found(context.debug.find(named), ref);
    const { bounced, life, range } = mapping;
    const answers = answersFor(context, device, { ...mapping, attrs }, { inPool: bounced !== undefined });
    const { predicates, unmap } = context.decisions;
    const { sync, release } = decide(unmap, predicates, answers).outcome;
    const event = bounced
      ? ({ ...slots, type: 'UNMAP_BOUNCED', dir: mapping.dir } as const)
      : ({ ...indexes, type: 'UNMAP_DIRECT' } as const);
    if (sync) this.#copy(mapping, mapping.dmaAddr, ref.size, ref.dir, 'cpu', answers);
    if (range) this.#iommu.unmapRange(device, range);
    if (release && bounced)
      bounced.swiotlb.tblUnmapSingle(device, bounced.tlbAddr, ref.size, ref.dir, { skipCpuSync: true });
    // A driver that unmaps takes the request for done, whatever the device says.
    if (life && !life.admits(0, event)) life.step(0, { ...indexes, type: 'COMPLETE' });
    life?.step(0, event);
    context.debug.unmap(named);
    return mapping;
  }

  sync(device: DmaDevice, ref: MappingRef, to: 'cpu' | 'device'): void {
    const context = this.#context;
    const named: DmaDebugRef = { ...ref, device: device.name };
    if (!Number.isSafeInteger(ref.size) || ref.size <= 0)
      throw new MisuseError(`${ref.size} bytes at ${hex(ref.dmaAddr)} cannot be synced: nothing is there`);
    report(context, context.debug.checkSync(named, to));
    const mapping = this.#found(context.debug.containing(named), ref);
    if (device.skipSync) return;
    const answers = answersFor(context, device, undefined, { inPool: mapping.bounced !== undefined });
    this.#copy(mapping, ref.dmaAddr, ref.size, ref.dir, to, answers);
  }

  /** What the decision about a sync says of bytes; the rest of it is about caches. */
  #copy(
    mapping: DmaMapping,
    from: DmaAddr,
    size: number,
    dir: Direction,
    to: 'cpu' | 'device',
    answers: Answers,
  ): void {
    const { syncForCpu, syncForDevice, predicates } = this.#context.decisions;
    const { outcome } = decide(to === 'cpu' ? syncForCpu : syncForDevice, predicates, answers);
    const { bounced, dev, life } = mapping;
    if (!bounced || !outcome.includes('copy')) return;
    const tlbAddr = physAddr(bounced.tlbAddr + (from - mapping.dmaAddr));
    if (to === 'cpu') {
      bounced.swiotlb.syncSingleForCpu(dev, tlbAddr, size, dir);
      return;
    }
    const event = { ...slots, type: 'SYNC_FOR_DEVICE' } as const;
    const copies = dir !== 'FROM_DEVICE';
    if (copies && life && !life.admits(0, event)) life.step(0, event);
    bounced.swiotlb.syncSingleForDevice(dev, tlbAddr, size, dir);
    if (copies) life?.step(0, event);
  }

  #bounce(
    device: DmaDevice,
    request: DmaRequest,
    at: PhysAddr,
  ): { readonly bounced: Bounced; readonly dmaAddr: DmaAddr } {
    const { decisions, memory, cpu } = this.#context;
    const swiotlb = device.ioTlbMem;
    if (!swiotlb) throw new MisuseError(`${device.name} has no pool to bounce through`);
    const tlbAddr = swiotlb.tblMapSingle(device, at, request.size, 0, cpu);
    const found = answersFor(this.#context, device, request, {
      slotsFound: true,
      slotWithinMask: tlbAddr + request.size - 1 <= device.dmaLimit,
    });
    const decided = decide(decisions.slot, decisions.predicates, found);
    if (decided.outcome.do === 'use')
      return {
        bounced: { swiotlb, tlbAddr },
        dmaAddr: dmaAddressOf(memory.platform, decided.outcome.address, tlbAddr),
      };
    swiotlb.mem.unmap(device, tlbAddr);
    throw refusal(
      device,
      decided.outcome.failure,
      decided,
      { ...request, phys: tlbAddr },
      { type: 'MAP_ERROR' },
    );
  }

  #found(mapping: DmaMapping | undefined, { dmaAddr, size }: MappingRef): DmaMapping {
    if (mapping) return mapping;
    throw new MisuseError(
      `no mapping of ${size} bytes at ${hex(dmaAddr)} is known, or several and none fits`,
    );
  }

  /** A request that makes sense in itself. */
  admitted({ phys, size, attrs }: DmaRequest, type: MappedAs['type']): PhysAddr {
    const { memory, version } = this.#context;
    checkAttrs(attrs, version);
    if (!Number.isSafeInteger(size) || size <= 0)
      throw new MisuseError(
        `${size} bytes at ${hex(phys)} cannot be mapped: a size is a whole number above 0`,
      );
    const at = physAddr(phys);
    if (!Number.isSafeInteger(at + size))
      throw new MisuseError(`${size} bytes at ${hex(phys)} cannot be mapped: the range wraps`);
    if (type === 'resource' || attrs.mmio === true) return at;
    if (memory.controller.contains(at, size)) return at;
    throw new MisuseError(`${size} bytes at ${hex(phys)} cannot be mapped: they are not all in memory`);
  }
}
