import { type Direction, type MappingInput, mappingMachine } from '../../machines/index.ts';
import { type DmaAddr, hex, type PhysAddr, physAddr } from '../addresses.ts';
import { MisuseError } from '../errors.ts';
import { Parts } from '../parts.ts';
import { decide } from './decisions/index.ts';
import { dmaAddressOf, memoryOf } from './dmaAddress.ts';
import { checkAttrs, type DmaAttrs } from './dmaAttrs.ts';
import { answersFor, type DmaContext, type DmaRequest, refusal, report, stepTogether } from './dmaContext.ts';
import type { DmaDebugRef } from './dmaDebugEntry.ts';
import type { DmaDevice } from './dmaDevice.ts';
import type { Bounced, DmaMapping } from './dmaMapping.ts';
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

  constructor(context: DmaContext, mapping: MappingInput) {
    this.#context = context;
    this.#mapping = mapping;
  }

  map(device: DmaDevice, request: DmaRequest, as: MappedAs): DmaMapping {
    const context = this.#context;
    const { phys, size, dir, attrs } = request;
    const at = this.#admitted(request, as);
    const answers = answersFor(context, device, request);
    const plan = mapPlan(context.decisions, answers, as.type === 'resource' ? 'registers' : 'memory');
    if (plan.do === 'fail') throw refusal(device, plan.refusal.failure, plan.decided, request, mapError);
    const life =
      as.type === 'resource'
        ? undefined
        : new Parts(
            { machine: mappingMachine, input: this.#mapping },
            1,
            () => `a mapping of ${device.name}`,
          );
    const entry = { device: device.name, dev: device, phys: at, size, dir, ...as, ...(life ? { life } : {}) };
    // Where slots will be is not known yet, and swiotlb keeps them within boundaries.
    const limits =
      as.type === 'scatter-gather'
        ? { ...device, boundarySize: plan.do === 'direct' ? device.boundarySize : Number.POSITIVE_INFINITY }
        : undefined;
    const overlapAllowed =
      attrs.skipCpuSync === true || (answers('configBounceUnalignedKmalloc') && answers('ioTlbSlots'));
    const asked = plan.do === 'direct' ? dmaAddressOf(context.memory.platform, plan.address, at) : phys;
    report(context, context.debug.checkMap({ ...entry, dmaAddr: asked }, limits, overlapAllowed));

    const parts = [device.life, ...(life ? [device.decision, life] : [])];
    let mapping: DmaMapping;
    if (plan.do === 'direct') {
      const reach = answers('withinMask') ? 'withinMask' : 'beyondMask';
      const event = { ...indexes, type: 'MAP_DIRECT', dir, address: memoryOf(plan.address), reach } as const;
      stepTogether(parts, event);
      mapping = { ...entry, dmaAddr: dmaAddressOf(context.memory.platform, plan.address, at) };
    } else {
      const memory = device.ioTlbMem?.mem.ccShared ? 'shared' : 'private';
      const event = { ...slots, type: 'MAP_BOUNCED', dir, memory, why: plan.why } as const;
      const refusing = parts.find((part) => !part.admits(0, event));
      if (refusing) refusing.step(0, event);
      mapping = { ...entry, ...this.#bounce(device, request, at) };
      stepTogether(parts, event);
      // dma_reset_need_sync(): from the first bounce on there is something to sync.
      device.skipSync = false;
    }
    context.debug.map(mapping);
    return mapping;
  }

  /** @returns what was unmapped. */
  unmap(device: DmaDevice, ref: MappingRef, attrs: DmaAttrs): DmaMapping {
    const context = this.#context;
    checkAttrs(attrs, context.version);
    const named = { ...ref, device: device.name };
    report(context, context.debug.checkUnmap(named));
    const mapping = this.#found(context.debug.find(named), ref);
    const { bounced, life } = mapping;
    const answers = answersFor(context, device, { ...mapping, attrs }, { inPool: bounced !== undefined });
    const { predicates, unmap } = context.decisions;
    const { sync, release } = decide(unmap, predicates, answers).outcome;
    const event = bounced
      ? ({ ...slots, type: 'UNMAP_BOUNCED', dir: mapping.dir } as const)
      : ({ ...indexes, type: 'UNMAP_DIRECT' } as const);
    if (sync) this.#copy(mapping, mapping.dmaAddr, ref.size, ref.dir, 'cpu', answers);
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
    answers: ReturnType<typeof answersFor>,
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
  #admitted({ phys, size, attrs }: DmaRequest, { type }: MappedAs): PhysAddr {
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
