import {
  deviceStatus,
  type FeatureBit,
  type VirtioFeaturesInput,
  type VirtioInput,
} from '../../machines/index.ts';
import { maskOf } from '../virtio/negotiate.ts';

const { ACKNOWLEDGE, DRIVER, DRIVER_OK, FEATURES_OK, DEVICE_NEEDS_RESET, FAILED } = deviceStatus;
/** Bits that a driver writes. */
const WRITABLE = ACKNOWLEDGE | DRIVER | DRIVER_OK | FEATURES_OK | FAILED;

/** How a device answers to its registers. */
export interface VirtioRegistersOptions extends VirtioFeaturesInput, VirtioInput {
  /** Feature bits of the device type, which are offered whatever the host strips. Default none. */
  readonly typeFeatures?: bigint;
}

/**
 * The status and feature registers of a virtio device: bits that a driver writes, in any order, and of which the device declines
 * one, FEATURES_OK, and sets one, DEVICE_NEEDS_RESET. What the machines `virtio` and `virtioFeatures` say of a device is
 * compared with these registers on every step that they can take (`runtime/model/virtio`).
 *
 * Source: virtio 1.4 "Device Status Field", "Device Initialization", "Device Reset"; QEMU 7.2 hw/virtio/virtio.c
 * virtio_set_status, virtio_validate_features, hw/virtio/virtio-pci.c virtio_write_config for Bus Master Enable.
 * A bit of the status that a driver clears without a reset stays set: what a device does then is nowhere said, and QEMU 7.2 clears it.
 */
export class VirtioRegisters {
  readonly #options: VirtioRegistersOptions;
  #status = 0;
  #offered: bigint;
  #accepted = 0n;
  #resets = 0;
  #resetting = false;
  #refusesAnyway = false;

  constructor(options: VirtioRegistersOptions = {}) {
    this.#options = options;
    this.#offered = maskOf(options.offers ?? [32, 33]);
  }

  /** What a driver reads; not 0 while a reset goes on. */
  get status(): number {
    return this.#status;
  }

  /** Whether 0 was written, and the device is not done yet. */
  get resetting(): boolean {
    return this.#resetting;
  }

  /** How often 0 was written. */
  get resets(): number {
    return this.#resets;
  }

  /** Feature bits that the device offers. */
  get offered(): bigint {
    return this.#offered | (this.#options.typeFeatures ?? 0n);
  }

  /** Feature bits that the driver has written, offered or not. */
  get accepted(): bigint {
    return this.#accepted;
  }

  /** Whether the host will have FEATURES_OK left clear whatever is accepted. */
  get refusesAnyway(): boolean {
    return this.#refusesAnyway;
  }

  /** Whether FEATURES_OK would stay set if it were written now. */
  get keepsFeaturesOk(): boolean {
    const { requires = [], onMissing = 'refuse' } = this.#options;
    // What the host has stripped, its device does not insist on.
    const missing = maskOf(requires) & this.#offered & ~this.#accepted;
    return !this.#refusesAnyway && (onMissing === 'hope' || missing === 0n);
  }

  /**
   * The driver writes the status. 0 begins a reset, and until {@link finishReset} nothing else is taken.
   *
   * @returns the bits that are set now and were not before.
   */
  writeStatus(status: number): number {
    if (status === 0) {
      this.#resets += 1;
      this.#resetting = true;
      this.#accepted = 0n;
      this.#refusesAnyway = false;
      return 0;
    }
    if (this.#resetting) return 0;
    let set = status & WRITABLE & ~this.#status;
    if ((set & FEATURES_OK) !== 0 && !this.keepsFeaturesOk) set &= ~FEATURES_OK;
    this.#status |= set;
    return set;
  }

  /** The device is done with a reset: the status reads 0. */
  finishReset(): void {
    this.#resetting = false;
    this.#status = 0;
  }

  writeFeatures(accepted: bigint): void {
    this.#accepted = accepted;
  }

  /** The device asks for a reset. @returns whether that is news; in reset, or a second time, it is not. */
  needReset(): boolean {
    if (this.#resetting || this.#status === 0 || (this.#status & DEVICE_NEEDS_RESET) !== 0) return false;
    this.#status |= DEVICE_NEEDS_RESET;
    return true;
  }

  /** Bus Master Enable of the device is cleared: some devices take that for the end of their work. */
  clearBusMaster(): void {
    if (this.#options.onBusMasterOff === 'clearDriverOk') this.#status &= ~DRIVER_OK;
  }

  /** The host does not offer a bit any more (M02). */
  strip(bit: FeatureBit): void {
    this.#offered &= ~maskOf([bit]);
  }

  /** The host makes up its mind to have FEATURES_OK left clear, until the next reset (M05). */
  refuseAnyway(): void {
    this.#refusesAnyway = true;
  }
}
