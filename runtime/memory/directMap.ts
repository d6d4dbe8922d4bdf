import type { Visibility } from '../../machines/index.ts';
import { type PhysAddr, physAddr } from '../addresses.ts';
import { MemoryFaultError } from '../errors.ts';
import type { CpuMemory } from './cpuMemory.ts';
import type { MemoryController } from './memoryController.ts';
import { PAGE_SIZE } from './pageSize.ts';

/** By which alias the kernel's direct map reaches a page, if it maps it at all. */
export type DirectMapEntry = Visibility | 'absent';

const entries: readonly DirectMapEntry[] = ['private', 'shared', 'absent'];
const SHARED = entries.indexOf('shared');

/**
 * The kernel's linear mapping of all memory: for each page the alias that the CPU uses when the kernel
 * reads or writes it. It is right as long as nobody converts a page without telling it.
 */
export class DirectMap implements CpuMemory {
  readonly #controller: MemoryController;
  readonly #entries: Uint8Array;

  constructor(controller: MemoryController) {
    this.#controller = controller;
    this.#entries = new Uint8Array(controller.pages);
  }

  entry(page: number): DirectMapEntry {
    return entries[this.#entries[page] ?? 0] ?? 'private';
  }

  map(page: number, entry: DirectMapEntry): void {
    this.#entries[page] = entries.indexOf(entry);
  }

  read(at: PhysAddr, size: number): Buffer {
    if (this.#isPlain(at, size)) return Buffer.from(this.#controller.raw(at, size));
    const into = Buffer.allocUnsafe(size);
    this.#eachPage(at, size, (piece, alias, from, to) => {
      this.#controller.read(piece, to - from, { by: 'guest', alias }).copy(into, from);
    });
    return into;
  }

  write(at: PhysAddr, bytes: Uint8Array): void {
    if (this.#isPlain(at, bytes.length)) return void this.#controller.raw(at, bytes.length).set(bytes);
    this.#eachPage(at, bytes.length, (piece, alias, from, to) => {
      this.#controller.write(piece, bytes.subarray(from, to), { by: 'guest', alias });
    });
  }

  copy(to: PhysAddr, from: PhysAddr, size: number): void {
    if (this.#isPlain(to, size) && this.#isPlain(from, size)) this.#controller.moveRaw(to, from, size);
    else this.write(to, this.read(from, size));
  }

  fill(at: PhysAddr, size: number, byte: number): void {
    if (this.#isPlain(at, size)) this.#controller.raw(at, size).fill(byte);
    else this.write(at, Buffer.alloc(size, byte));
  }

  /** Whether the range is shared memory mapped as such: its bytes in the store are what the CPU sees. */
  #isPlain(at: PhysAddr, size: number): boolean {
    const first = this.#controller.pageOf(at, size);
    const last = first + Math.ceil(((at % PAGE_SIZE) + size) / PAGE_SIZE);
    for (let page = first; page < last; page++)
      if (this.#entries[page] !== SHARED || this.#controller.visibility(page) !== 'shared') return false;
    return true;
  }

  #eachPage(
    at: PhysAddr,
    size: number,
    move: (piece: PhysAddr, alias: Visibility, from: number, to: number) => void,
  ): void {
    const first = this.#controller.pageOf(at, size);
    let to = PAGE_SIZE - (at % PAGE_SIZE);
    for (let from = 0, page = first; from < size; from = to, to += PAGE_SIZE, page++) {
      const piece = physAddr(at + from);
      const alias = this.entry(page);
      if (alias === 'absent')
        throw new MemoryFaultError('page fault', piece, 'the direct map does not have this page');
      move(piece, alias, from, Math.min(to, size));
    }
  }
}
