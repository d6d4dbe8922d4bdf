import type { DeviceIdInput } from '../../../machines/index.ts';

/** Virtio device 4 over PCI, as all drivers know it. Source: virtio 1.4 "PCI Device Discovery": 0x1040 plus the device type. */
const KNOWN_ID = 0x1044;
/** An ID that no driver had in its list before the design. */
const NEW_ID = 0x1144;

/**
 * The ID under which a device is shown, and how the bus matches drivers with it.
 *
 * Source: Linux 7.3 drivers/pci/pci-driver.c pci_match_device, driver_override.
 */
export class DeviceId {
  readonly #rules: DeviceIdInput;
  readonly #list: readonly number[];
  #id = NEW_ID;
  #overridden = false;

  constructor(rules: DeviceIdInput) {
    this.#rules = rules;
    this.#list = rules.driverKnows ? [KNOWN_ID, NEW_ID] : [KNOWN_ID];
  }

  /** As the machine `deviceId` names it. */
  get state(): 'newId' | 'oldId' | 'overridden' {
    if (this.#overridden) return 'overridden';
    return this.#id === NEW_ID ? 'newId' : 'oldId';
  }

  /** Whether the driver is bound to the device. */
  get matches(): boolean {
    return this.#overridden || this.#list.includes(this.#id);
  }

  /** The host shows the device under the ID that all drivers know (M01). */
  swap(): void {
    this.#id = KNOWN_ID;
  }

  /** Has the driver bound whatever its list says. @returns whether that is possible and needed. */
  override(): boolean {
    const { bindsByIdOnly = true } = this.#rules;
    if (bindsByIdOnly || this.matches) return false;
    this.#overridden = true;
    return true;
  }
}
