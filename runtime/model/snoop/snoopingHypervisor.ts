import type { SnoopInput } from '../../../machines/index.ts';
import type { BusMemory } from '../../virtio/busMemory.ts';
import { LittleEndian } from '../../virtio/littleEndian.ts';
import { availEntryAt, availIdxAt, descriptorAt, type SplitRing } from '../../virtio/splitRing.ts';

/**
 * A trusted hypervisor that reads a virtqueue of its guest, to learn which page the VMM was invited to, and lends the VMM that one.
 * The ring is memory that the VMM writes: what is read twice may be two things.
 *
 * Source: D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", Apr 2025; virtio 1.4 "Split Virtqueues".
 * Left out: chains of several descriptors, indirect tables, several chains.
 */
export class SnoopingHypervisor {
  readonly #rules: SnoopInput;
  readonly #fields: LittleEndian;
  readonly #ring: SplitRing;
  #copy: number | undefined;
  #lent: number | undefined;

  /** @param memory guest memory as the hypervisor has it. */
  constructor(rules: SnoopInput, memory: BusMemory, ring: SplitRing) {
    this.#rules = rules;
    this.#fields = new LittleEndian(memory);
    this.#ring = ring;
  }

  /** The address in the descriptor of the chain that was made available last, as it is in the ring now. */
  get inRing(): number {
    return this.#fields.descriptor(this.descriptorAt).address;
  }

  /** What it has copied of the descriptor, and checked. */
  get copy(): number | undefined {
    return this.#copy;
  }

  /** The address whose page the VMM may have. */
  get lent(): number | undefined {
    return this.#lent;
  }

  /** A chain was made available, which it notices at once if that traps. */
  available(): void {
    this.#copy = undefined;
    if (this.#rules.trapsAvail ?? true) this.check();
  }

  check(): void {
    this.#copy = this.inRing;
  }

  /** The address that it would lend now: the one that it has checked, or whatever is in the ring. */
  get next(): number | undefined {
    return (this.#rules.readsOnce ?? true) ? this.#copy : this.inRing;
  }

  lend(): void {
    this.#lent = this.next;
  }

  /** A chain is about to be reported as used. */
  beforeUsed(): void {
    if (this.#rules.revokesBeforeUsed ?? true) this.revoke();
  }

  revoke(): void {
    this.#lent = undefined;
  }

  /** Where that descriptor lies. */
  get descriptorAt(): number {
    const entry = availEntryAt(this.#ring, this.#fields.u16(availIdxAt(this.#ring)) - 1);
    return descriptorAt(this.#ring, this.#fields.u16(entry));
  }
}
