import {
  type DeviceInput,
  type DmaDirectInput,
  deviceMachine,
  dmaDirectMachine,
} from '../../machines/index.ts';
import { MisuseError, RefusedByStateError } from '../errors.ts';
import { moveTogether } from '../moveTogether.ts';
import { Parts } from '../parts.ts';
import { decide } from './decisions/index.ts';
import { answersFor, type DmaContext, report } from './dmaContext.ts';
import { DmaDevice, type DmaDeviceInput } from './dmaDevice.ts';

/** Rules of the machines of a device. Default: no device ever becomes private. */
export interface DeviceRules {
  readonly device?: DeviceInput;
  readonly dmaDirect?: DmaDirectInput;
}

/** Events of a device's life that concern what is mapped for it. */
export type DeviceEventType =
  | 'BIND_DRIVER'
  | 'UNBIND_DRIVER'
  | 'AUTOPROBE'
  | 'LOCK'
  | 'GET_EVIDENCE'
  | 'ACCEPT'
  | 'UNLOCK'
  | 'SEE_ERROR'
  | 'SET_NO_BOUNCE'
  | 'CLEAR_NO_BOUNCE';

/** The devices of a guest: their lives, and the pools that follow from them. */
export class DmaDevices {
  readonly #context: DmaContext;
  readonly #rules: DeviceRules;
  readonly #devices: DmaDevice[] = [];

  constructor(context: DmaContext, rules: DeviceRules) {
    this.#context = context;
    this.#rules = rules;
  }

  /**
   * Adds a device: gives it its machines, its pool, and its syncs that may be skipped.
   *
   * @throws {MisuseError} if there is one of this name.
   * @throws {RefusedByStateError} where the design does not drive a device whose pool cannot be used.
   */
  add(input: DmaDeviceInput): DmaDevice {
    const {
      device = { privateBy: 'nobody' },
      dmaDirect = { followsDevice: 'never', mapsSharedPages: true },
    } = this.#rules;
    if (this.#devices.some(({ name }) => name === input.name))
      throw new MisuseError(`there is a device ${input.name} already`);
    const { decisions } = this.#context;
    const family = (machine: typeof deviceMachine | typeof dmaDirectMachine, of: unknown, who: string) =>
      new Parts({ machine, input: of }, 1, () => who);
    const added = new DmaDevice(
      input,
      family(deviceMachine, device, input.name),
      family(dmaDirectMachine, dmaDirect, `dma-direct for ${input.name}`),
      (of) =>
        decide(decisions.predicates.forceDmaUnencrypted, decisions.predicates, answersFor(this.#context, of))
          .outcome,
    );
    if (this.#context.facts.swiotlbForce === true) added.decision.step(0, { type: 'FORCE_SWIOTLB' });
    this.attachPool(added);
    added.skipSync = decide(
      decisions.skipSync,
      decisions.predicates,
      answersFor(this.#context, added),
    ).outcome;
    this.#devices.push(added);
    return added;
  }

  /**
   * A step of the device's life, which dma-direct and the live mappings of the device take with it.
   *
   * @throws {RefusedByStateError} if one of them refuses.
   * @throws {MisuseError} if a driver leaves with live mappings (dma-debug 19).
   */
  event(device: DmaDevice, type: DeviceEventType): void {
    const { debug } = this.#context;
    if (type === 'UNBIND_DRIVER') report(this.#context, debug.checkUnbind(device.name));
    const lives = debug.entries(device.name).flatMap(({ life }) => life ?? []);
    moveTogether([device.life, device.decision, ...lives], { type, device: 0 });
    this.attachPool(device);
  }

  /** Which pool the device has, as the design decides; asked again whenever its state or a pool changes. */
  attachPool(device: DmaDevice): void {
    const { pools } = device;
    const { attachPool, predicates } = this.#context.decisions;
    const answers = answersFor(this.#context, device, undefined, {
      poolDescribed: pools.restricted !== undefined,
      poolRejected: pools.restricted === 'rejected',
      poolInitFails: pools.restricted === 'fails',
      swiotlbCapability: pools.onDevice !== undefined,
    });
    const { outcome, why } = decide(attachPool, predicates, answers);
    if (typeof outcome === 'object')
      throw new RefusedByStateError(device.name, why, { type: 'BIND_DRIVER', device: 0 });
    const restricted = typeof pools.restricted === 'object' ? pools.restricted : undefined;
    const given = {
      default: pools.default,
      restricted,
      private: pools.private,
      onDevice: pools.onDevice,
      none: undefined,
    };
    device.ioTlbMem = given[outcome];
  }
}
