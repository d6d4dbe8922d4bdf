import type { AnyEvent } from '../../composition/index.ts';
import {
  type DeviceInput,
  deviceMachine,
  type PciDriverInput,
  pciDriverMachine,
  type TdiInput,
} from '../../machines/index.ts';
import { moveTogether } from '../moveTogether.ts';
import { Parts } from '../parts.ts';
import { type Requester, tdiRequester } from './requester.ts';

/** How a PCI device is: as the guest takes it, as it is itself, and how its driver switches it on and off. */
export interface PciDeviceOptions {
  readonly device: DeviceInput;
  readonly tdi?: TdiInput;
  /** Default: Memory Space Enable and Bus Master Enable are set one after the other, as Linux does. */
  readonly driver?: PciDriverInput;
}

/** Values that the driver can read from, or write to, the two bits of the Command register. */
const commands = [0, 1].flatMap((bme) => [0, 1].map((mse) => ({ bme, mse })));

/**
 * A PCI device with TDISP: the guest's view of it, the TDI, and the driver's hand on its Command register.
 * The three are machines that move together, and each can refuse what the others would do.
 *
 * Source: {@link deviceMachine}, {@link tdiMachine}, {@link pciDriverMachine}.
 * Left out: what a driver does besides.
 */
export class PciDevice {
  readonly number: number;
  /** The guest's view: shared, locked, private or error. */
  readonly device: Parts;
  /** The device itself; it goes on the bus. */
  readonly tdi: Requester;
  readonly driver: Parts;

  constructor(number: number, { device, tdi, driver = { enable: 'split' } }: PciDeviceOptions) {
    this.number = number;
    this.device = new Parts({ machine: deviceMachine, input: device }, 1, () => `device ${number}`);
    this.tdi = tdiRequester(number, tdi);
    this.driver = new Parts(
      { machine: pciDriverMachine, input: driver },
      1,
      () => `driver of device ${number}`,
    );
  }

  /**
   * Takes one step with all that it concerns, such as `LOCK` or a `WRITE_COMMAND` of the host.
   *
   * @throws {RefusedByStateError} if one of them refuses; then nothing has changed.
   */
  step(event: AnyEvent): void {
    moveTogether([this.device, this.tdi, this.driver], event);
  }

  /** Binds the driver, which enables the device. @throws {RefusedByStateError} where it cannot. */
  bindDriver(): void {
    this.step({ type: 'BIND_DRIVER', device: this.number });
    this.#useCommandRegister();
  }

  /** Unbinds the driver, which disables the device, and so ends the RUN of a locked one that notices. */
  unbindDriver(): void {
    this.step({ type: 'UNBIND_DRIVER', device: this.number });
    this.#useCommandRegister();
  }

  /** The driver reads and writes the Command register until it is done; its machine says what comes next. */
  #useCommandRegister(): void {
    const device = this.number;
    const moves: readonly AnyEvent[] = commands.flatMap((bits) => [
      { type: 'READ_COMMAND', device, ...bits },
      { type: 'WRITE_COMMAND', device, writer: 'guest', ...bits },
    ]);
    for (;;) {
      const wanted = moves.filter((event) => this.driver.admits(0, event));
      // What the device does not give or take is refused by the step.
      const next = wanted.find((event) => this.tdi.admits(0, event)) ?? wanted[0];
      if (!next) return;
      this.step(next);
    }
  }
}
