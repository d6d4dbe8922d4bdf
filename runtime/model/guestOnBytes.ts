import type { AnyEvent, PartView, System } from '../../composition/index.ts';
import type { PhysAddr } from '../addresses.ts';
import type { GuestMemory } from '../memory/index.ts';

/** How a guest of a model is made. */
export interface ModelGuestOptions {
  /** Members of each index set other than the system's own. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** What every secret begins with: 6 characters. Default {@link SECRET}. */
  readonly word?: string;
}

/** A part as the bytes have it. */
export interface Reading {
  /** Everything that was read, and what {@link view} follows from together with the design: the same key, the same view. */
  readonly key: string;
  readonly view: () => Pick<PartView, 'value' | 'context'>;
}

/** What lies at an address. */
export interface Place {
  /** `page 0`, `slot 1`. */
  readonly where: string;
  /** Whose turn with this memory it is, as the marks of secrets say it. */
  readonly tenancy: number;
}

/**
 * A guest of a design on bytes: it takes each step of its model, and says of each part what its bytes and structures say. Each
 * kind of designs has its own, in a folder of its own.
 */
export interface GuestOnBytes {
  readonly system: System;
  readonly sizes: Readonly<Record<string, number>>;
  readonly word: string;
  readonly memory: GuestMemory;
  /**
   * Takes one step of the model.
   *
   * @throws one of the errors of the runtime if it refuses; then nothing that the model speaks of has changed.
   * @throws {MisuseError} for a step whose parameters say something else than what is there.
   */
  act(event: AnyEvent): void;
  /**
   * What bytes and structures say of one part of the model, in the words of the part's machine.
   *
   * @throws {RangeError} for a family that such designs do not have.
   */
  abstractPart(family: string, index: number): Reading;
  /**
   * A page as the host has it, by its number in memory: ciphertext if it is private; undefined if the host does not get at it
   * at all.
   */
  hostReads(page: number): Buffer | undefined;
  /** What a host that finds a secret has found. */
  placeOf(at: PhysAddr): Place;
}
