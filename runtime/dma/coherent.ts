import { type DmaAddr, hex, type PhysAddr } from '../addresses.ts';
import { ConversionError, MisuseError, NotCapableError } from '../errors.ts';
import { PAGE_SIZE } from '../memory/index.ts';
import type { AtomicPool } from './atomicPool.ts';
import { type AllocOutcome, type Answers, decide } from './decisions/index.ts';
import { dmaAddressOf } from './dmaAddress.ts';
import { checkAttrs, type DmaAttrs } from './dmaAttrs.ts';
import { answersFor, type DmaContext, refusal, report } from './dmaContext.ts';
import type { DmaDebugRef } from './dmaDebugEntry.ts';
import type { DmaDevice } from './dmaDevice.ts';

/** Memory that CPU and device use at once. */
export interface CoherentMemory {
  /** For the CPU. */
  readonly phys: PhysAddr;
  /** For the device. */
  readonly dmaAddr: DmaAddr;
  /** Bytes that were asked for. */
  readonly size: number;
}

type From = Extract<AllocOutcome, { do: 'alloc' }>['from'];
const mapError = { type: 'MAP_ERROR', device: 0, page: 0 } as const;

/**
 * Coherent memory: where it comes from, and that nobody gets it before it is what it should be, nor after it
 * could not be made so.
 *
 * Source: Linux 6.12 kernel/dma/direct.c dma_direct_alloc, dma_direct_free; 7.3 the same file.
 * Left out: second mappings (`remap`: the memory is used by its direct map); pools of architectures and the
 * global pool; CMA; zones, since the lowest free pages are taken.
 */
export class Coherent {
  readonly #context: DmaContext;
  readonly #atomicPool: AtomicPool | undefined;
  /** Pages whose conversion failed: they are nobody's, for good. */
  readonly leaked: { readonly phys: PhysAddr; readonly size: number }[] = [];

  constructor(context: DmaContext, atomicPool: AtomicPool | undefined) {
    this.#context = context;
    this.#atomicPool = atomicPool;
  }

  alloc(device: DmaDevice, size: number, attrs: DmaAttrs, mayNotBlock: boolean): CoherentMemory {
    const context = this.#context;
    checkAttrs(attrs, context.version);
    if (!Number.isSafeInteger(size) || size <= 0)
      throw new MisuseError(
        `${device.name}: ${size} bytes cannot be allocated: a size is a whole number above 0`,
      );
    if (!device.life.admits(0, { type: 'MAP_ERROR', device: 0, page: 0 })) device.life.step(0, mapError);
    const request = { phys: 0, size, dir: 'BIDIRECTIONAL', attrs } as const;
    const answers = answersFor(context, device, request, { mayNotBlock });
    const decided = decide(context.decisions.alloc, context.decisions.predicates, answers);
    if (decided.outcome.do === 'fail')
      throw refusal(device, decided.outcome.failure, decided, request, mapError);
    const { from, convert } = decided.outcome;
    const pages = Math.ceil(size / PAGE_SIZE) * PAGE_SIZE;
    const phys = this.#take(device, from, pages);
    const force = decide(
      context.decisions.predicates.forceDmaUnencrypted,
      context.decisions.predicates,
      answers,
    );
    const address = force.outcome ? 'physToDmaUnencrypted' : 'physToDma';
    if (phys + pages - 1 > device.coherentLimit) {
      this.#giveBack(device, from, phys, pages);
      throw new NotCapableError(
        `${device.name} reaches coherent memory up to ${hex(device.coherentLimit)} only, and ${pages} bytes were found at ${hex(phys)}`,
      );
    }
    if (convert) this.#decrypt(phys, pages, answers);
    // Only now: a conversion changes what memory holds.
    context.memory.fill(phys, pages, 0);
    const dmaAddr = dmaAddressOf(context.memory.platform, address, phys);
    context.debug.map({
      device: device.name,
      dev: device,
      type: 'coherent',
      phys,
      dmaAddr,
      size,
      dir: 'BIDIRECTIONAL',
    });
    return { phys, dmaAddr, size };
  }

  free(device: DmaDevice, { phys, dmaAddr, size }: CoherentMemory, attrs: DmaAttrs): void {
    const context = this.#context;
    checkAttrs(attrs, context.version);
    const ref: DmaDebugRef = {
      device: device.name,
      type: 'coherent',
      phys,
      dmaAddr,
      size,
      dir: 'BIDIRECTIONAL',
    };
    report(context, context.debug.checkUnmap(ref));
    const known = context.debug.find(ref);
    if (known?.type !== 'coherent')
      throw new MisuseError(`no coherent memory of ${size} bytes at ${hex(dmaAddr)} is known`);
    const answers = answersFor(
      context,
      device,
      { phys, size, dir: 'BIDIRECTIONAL', attrs },
      {
        fromAtomicPool: this.#atomicPool?.contains(known.phys) ?? false,
      },
    );
    const { to, convert } = decide(context.decisions.free, context.decisions.predicates, answers).outcome;
    const pages = Math.ceil(known.size / PAGE_SIZE) * PAGE_SIZE;
    context.debug.unmap(ref);
    if (convert && !this.#encrypt(known.phys, pages, answers)) return;
    const inPool = device.ioTlbMem?.mem.isSwiotlbBuffer(device, known.phys) ?? false;
    this.#giveBack(device, to === 'pages' && inPool ? 'swiotlb' : to, known.phys, pages);
  }

  #take(device: DmaDevice, from: From, pages: number): PhysAddr {
    const { memory, cpu } = this.#context;
    if (from === 'pages') return memory.allocPages(pages, device.number);
    if (from === 'swiotlb' && device.ioTlbMem) return device.ioTlbMem.mem.alloc(device, pages, cpu);
    if (from === 'atomicPool' && this.#atomicPool) return this.#atomicPool.alloc(pages);
    throw new NotCapableError(`${device.name} needs coherent memory from ${from}, and there is none`);
  }

  #giveBack(device: DmaDevice, to: From, phys: PhysAddr, pages: number): void {
    if (to === 'swiotlb') device.ioTlbMem?.mem.free(device, phys);
    else if (to === 'atomicPool') this.#atomicPool?.free(phys);
    else this.#context.memory.freePages(phys, pages);
  }

  #decrypt(phys: PhysAddr, pages: number, answers: Answers): void {
    const { memory, decisions } = this.#context;
    // What is shared already is asked for once more, which changes nothing.
    if (memory.visibility(phys) === 'shared') return;
    try {
      memory.setMemoryDecrypted(phys, pages);
    } catch (error) {
      if (error instanceof ConversionError)
        this.#inDoubt(
          phys,
          pages,
          decide(decisions.allocDecryptFails, decisions.predicates, answers).outcome,
        );
      throw error;
    }
  }

  /** Whether the pages are private again. */
  #encrypt(phys: PhysAddr, pages: number, answers: Answers): boolean {
    const { memory, decisions } = this.#context;
    try {
      memory.setMemoryEncrypted(phys, pages);
      return true;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      this.#inDoubt(phys, pages, decide(decisions.freeEncryptFails, decisions.predicates, answers).outcome);
      return false;
    }
  }

  /** Rule: pages whose conversion failed are leaked, since nobody knows whether the host reads them. */
  #inDoubt(phys: PhysAddr, size: number, outcome: string): void {
    if (outcome === 'leak') this.leaked.push({ phys, size });
    else this.#context.memory.freePages(phys, size);
  }
}
