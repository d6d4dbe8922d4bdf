import {
  apiOf,
  deviceStatus,
  type FeatureBit,
  type StatusBit,
  type VirtioDriverInput,
} from '../../../machines/index.ts';
import type { VirtioRegisters } from '../../devices/virtioRegisters.ts';
import { machineBitsOf, maskOf } from '../../virtio/negotiate.ts';

/** Where a driver is in the initialisation sequence, as the machine `virtioDriver` names it. */
export type DriverStage =
  | 'unbound'
  | 'acknowledged'
  | 'probing'
  | 'choosing'
  | 'negotiated'
  | 'unconfirmed'
  | 'refused'
  | 'ready'
  | 'live'
  | 'failed'
  | 'resetting';

const SWIOTLB: FeatureBit = 27;
const VERSION_1: FeatureBit = 32;
/** Bits that a driver of the legacy interface sees: its feature register has 32. */
const LEGACY = 2n ** 32n - 1n;

/**
 * A virtio driver that takes one step of its initialisation at a time, against the registers of a device. Where it is follows from
 * what it has written, read and been told; there is no machine in it.
 *
 * Source: virtio 1.4 "Device Initialization", "Legacy Interface: Device Initialization", "Device Cleanup"; Linux 7.3
 * drivers/virtio/virtio.c virtio_dev_probe, virtio_features_ok.
 * Left out: configuration space. {@link negotiate} is the same sequence in one piece, for any transport.
 */
export class SteppedDriver {
  readonly #registers: VirtioRegisters;
  readonly #rules: VirtioDriverInput;
  /** Bits of the status that it has written since the last reset. */
  #written = 0;
  #seen: bigint | undefined;
  #accepted: bigint | undefined;
  /** What it read when it looked whether FEATURES_OK is still set. */
  #featuresOk: boolean | undefined;
  #waitsForReset = false;

  constructor(registers: VirtioRegisters, rules: VirtioDriverInput) {
    this.#registers = registers;
    this.#rules = rules;
  }

  get stage(): DriverStage {
    if (this.#waitsForReset) return 'resetting';
    if (this.#has('FAILED')) return 'failed';
    if (this.#has('DRIVER_OK')) return 'live';
    if (this.#has('FEATURES_OK')) {
      if (this.#featuresOk === undefined) return this.rereads ? 'unconfirmed' : 'ready';
      return this.#featuresOk ? 'ready' : 'refused';
    }
    if (this.#accepted !== undefined) return 'negotiated';
    if (this.#seen !== undefined) return 'choosing';
    if (this.#has('DRIVER')) return 'probing';
    return this.#has('ACKNOWLEDGE') ? 'acknowledged' : 'unbound';
  }

  /** Whether it reads the status back after FEATURES_OK. */
  get rereads(): boolean {
    return this.#rules.rereadsFeaturesOk ?? true;
  }

  /** Whether it takes buffers back only once the status has read 0. */
  get waitsBeforeRelease(): boolean {
    return this.#rules.waitsForReset ?? true;
  }

  /** The feature bits that it has read, those included which a legacy driver does not see. */
  get seen(): bigint {
    return this.#seen ?? 0n;
  }

  get accepted(): bigint {
    return this.#accepted ?? 0n;
  }

  /** Whether it sets FEATURES_OK at all: Linux does not without VERSION_1. */
  get isModern(): boolean {
    return !this.#legacy && (this.accepted & maskOf([VERSION_1])) !== 0n;
  }

  /** Which kind of address it passes. */
  get api(): ReturnType<typeof apiOf> {
    return apiOf({ legacy: this.#legacy, accepted: machineBitsOf(this.accepted) });
  }

  /** Whether it may write these feature bits, given whether the guest has found a pool for its device. */
  mayAccept(features: bigint, pool: boolean): boolean {
    const usable = this.#usable(pool);
    const { accepts = [32, 33], mayAccept = [] } = this.#rules;
    const must = maskOf(accepts) & usable;
    const may = (maskOf(mayAccept) & usable) | must;
    return (features & ~may) === 0n && (must & ~features) === 0n && (this.#needs & ~features) === 0n;
  }

  /** Whether it cannot work with what the device offers. */
  lacksNeeded(pool: boolean): boolean {
    const { accepts = [32, 33], mayAccept = [] } = this.#rules;
    return (this.#needs & ~(this.#usable(pool) & maskOf([...accepts, ...mayAccept]))) !== 0n;
  }

  /** Writes a bit of the status. @returns the bits that the device took. */
  set(bit: StatusBit): number {
    this.#written |= deviceStatus[bit];
    return this.#registers.writeStatus(this.#written);
  }

  readFeatures(): void {
    this.#seen = this.#registers.offered;
  }

  writeFeatures(features: bigint): void {
    this.#accepted = features;
    this.#registers.writeFeatures(features);
  }

  /** Looks whether FEATURES_OK is still set. */
  readStatus(): void {
    this.#featuresOk = (this.#registers.status & deviceStatus.FEATURES_OK) !== 0;
  }

  reset(): void {
    this.#registers.writeStatus(0);
    this.#waitsForReset = true;
  }

  /** Reads the status once more, and forgets everything if it reads 0. */
  pollReset(): void {
    if (this.#registers.status !== 0) return;
    this.#waitsForReset = false;
    this.#written = 0;
    this.#seen = undefined;
    this.#accepted = undefined;
    this.#featuresOk = undefined;
  }

  get #legacy(): boolean {
    return this.#rules.legacy ?? false;
  }

  get #needs(): bigint {
    return maskOf(this.#rules.needs ?? []);
  }

  /** Of what it has seen, the bits that it can do something with: bit 27 is of use to a driver that has a pool. */
  #usable(pool: boolean): bigint {
    if (this.#legacy) return this.seen & LEGACY;
    return pool ? this.seen : this.seen & ~maskOf([SWIOTLB]);
  }

  #has(bit: StatusBit): boolean {
    return (this.#written & deviceStatus[bit]) !== 0;
  }
}
