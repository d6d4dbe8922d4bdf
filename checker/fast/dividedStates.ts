import { hashOf } from '../hashOf.ts';
import type { Known } from '../known.ts';
import type { Successors } from '../successors.ts';
import { firstWhere } from './firstWhere.ts';
import { layerStartsOf } from './layers.ts';
import { bytesBesideTable, type MemoryPlan } from './memoryPlan.ts';
import { ownerOf } from './ownerOf.ts';
import type { Begun } from './searchShare.ts';
import type { SharedMemory } from './webAssembly.ts';

/** What the initial state has where others have their parent. */
export const NO_PARENT = 0xffff_ffff;

/** A state as the workers know it: who has it, and its number there. */
interface Place {
  readonly owner: number;
  readonly local: number;
}

/**
 * States found by workers who divided them among themselves by hash. A layer has first those of the first worker, then
 * those of the second, and so on, so it is one range of numbers as in every search; and in a layer that is being
 * expanded, all expanded states come before the others.
 */
export class DividedStates implements Known {
  readonly size: number;
  readonly layerStarts: readonly number[];
  /** First number that was not expanded. */
  readonly next: number;
  /** By worker, what it goes on with. */
  readonly begun: readonly Begun[];
  private readonly plan: MemoryPlan;
  private readonly successors: Successors;
  private readonly shares: readonly Uint32Array[];
  /** By worker, where its part of each stratum starts. Strata are layers, the one being expanded cut into two. */
  private readonly parts: readonly (readonly number[])[];
  /** By stratum, its first number. */
  private readonly strata: readonly number[];

  /** @param nexts by worker, its first state that was not expanded. */
  constructor(
    plan: MemoryPlan,
    memories: readonly SharedMemory[],
    nexts: readonly number[],
    successors: Successors,
  ) {
    this.plan = plan;
    this.successors = successors;
    this.shares = memories.map(({ buffer }) => new Uint32Array(buffer));
    const starts = layerStartsOf(plan, this.shares);
    const layers = starts[0]?.length ?? 0;
    const expandedIn = starts.map((of, rank) => of.findIndex((start) => start > (nexts[rank] as number)));
    const cut = Math.min(...expandedIn.map((layer) => (layer < 0 ? layers : layer)));
    this.begun = starts.map((of, rank) => ({
      next: nexts[rank] as number,
      layerStarts: of.slice(0, cut + 1),
    }));
    this.parts = starts.map((of, rank) => of.toSpliced(cut, 0, nexts[rank] as number));
    this.strata = Array.from({ length: layers + 1 }, (_, stratum) =>
      this.parts.reduce((sum, of) => sum + (of[stratum] as number), 0),
    );
    this.layerStarts = this.strata.toSpliced(cut, 1);
    this.next = this.strata[cut] as number;
    this.size = this.strata.at(-1) as number;
  }

  get bytes(): number {
    const { program, maskAt } = this.plan;
    const tables = this.shares.reduce((sum, share) => sum + 4 * ((share[maskAt / 4] as number) + 1), 0);
    return tables + this.size * bytesBesideTable(program);
  }

  find(source: Uint32Array, at: number): number {
    const { words, tableAt, maskAt } = this.plan;
    const hash = hashOf(words, source, at);
    const owner = ownerOf(hash, this.shares.length);
    const share = this.shares[owner] as Uint32Array;
    const mask = share[maskAt / 4] as number;
    probe: for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = share[tableAt / 4 + slot] as number;
      if (entry === 0) return -1;
      if ((entry ^ hash) & ~mask) continue;
      const local = (entry & mask) - 1;
      const data = this.dataAt(local);
      for (let w = 0; w < words; w++) if (share[data + w] !== source[at + w]) continue probe;
      return this.numberOf(owner, local);
    }
  }

  copy(number: number, into: Uint32Array): void {
    this.copyFrom(this.placeOf(number), into);
  }

  parentOf(number: number): number {
    const parent = this.parentAt(this.placeOf(number));
    return parent ? this.numberOf(parent.owner, parent.local) : -1;
  }

  pathTo(number: number): number[] {
    const path: number[] = [];
    const before = new Uint32Array(this.plan.words);
    const after = before.slice();
    let place = this.placeOf(number);
    this.copyFrom(place, after);
    for (let parent = this.parentAt(place); parent; parent = this.parentAt(place)) {
      this.copyFrom(parent, before);
      path.push(this.stepBetween(before, after));
      after.set(before);
      place = parent;
    }
    return path.reverse();
  }

  /** Number of a state that is number `local` of a worker. */
  numberOf(owner: number, local: number): number {
    const part = this.parts[owner] as readonly number[];
    const stratum = lastAtMost(part, local);
    let number = (this.strata[stratum] as number) + local - (part[stratum] as number);
    for (let before = 0; before < owner; before++) number += this.countIn(before, stratum);
    return number;
  }

  private placeOf(number: number): Place {
    const stratum = lastAtMost(this.strata, number);
    let rest = number - (this.strata[stratum] as number);
    let owner = 0;
    while (rest >= this.countIn(owner, stratum)) rest -= this.countIn(owner++, stratum);
    return { owner, local: (this.parts[owner]?.[stratum] as number) + rest };
  }

  private countIn(owner: number, stratum: number): number {
    const part = this.parts[owner] as readonly number[];
    return (part[stratum + 1] as number) - (part[stratum] as number);
  }

  private parentAt({ owner, local }: Place): Place | undefined {
    const workers = this.shares.length;
    const parent = this.shares[owner]?.[this.plan.parentAt / 4 + local] as number;
    if (parent === NO_PARENT) return undefined;
    return { owner: parent % workers, local: Math.floor(parent / workers) };
  }

  private dataAt(local: number): number {
    return this.plan.dataAt / 4 + local * this.plan.words;
  }

  private copyFrom({ owner, local }: Place, into: Uint32Array): void {
    const share = this.shares[owner] as Uint32Array;
    const data = this.dataAt(local);
    for (let w = 0; w < this.plan.words; w++) into[w] = share[data + w] as number;
  }

  /** The loop takes steps in the order of the plain one, so the first that fits is the one that was taken. */
  private stepBetween(before: Uint32Array, after: Uint32Array): number {
    const { words } = this.plan;
    const { outStates, outSteps } = this.successors;
    const count = this.successors.expand(before, 0);
    for (let k = 0; k < count; k++)
      if (after.every((word, w) => outStates[k * words + w] === word)) return outSteps[k] as number;
    throw new Error('a state is said to be reached from one that no step leads from to it');
  }
}

/** Index of the last of these ascending numbers that is not above `value`. */
const lastAtMost = (sorted: readonly number[], value: number): number =>
  firstWhere(1, sorted.length, (at) => (sorted[at] as number) > value) - 1;
