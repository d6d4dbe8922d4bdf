import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Under which ID a restricted device is shown, and what the guest does with an ID that it does not know. */
export interface DeviceIdInput {
  /** Whether the driver of the guest has the new ID in its list. Default false: an old driver. */
  readonly driverKnows?: boolean;
  /** Rule: a driver binds only to IDs in its list. driver_override lifts it. Default true. */
  readonly bindsByIdOnly?: boolean;
}

/**
 * A restricted device under a PCI device ID, or a compatible string, of its own, so that old drivers do not match.
 *
 * Source: D. Woodhouse, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025 (`virtio-mmio-restricted-dma`); Linux 7.3
 * drivers/pci/pci-driver.c driver_override.
 * Left out: hot-plug of a second device under the old ID.
 */
export const deviceIdMachine = setup({
  types: {} as { context: Required<DeviceIdInput>; events: DmaEvent; input: DeviceIdInput | undefined },
  guards: {
    known: ({ context }) => context.driverKnows,
    overridable: ({ context }) => !context.bindsByIdOnly && !context.driverKnows,
  },
}).createMachine({
  id: 'deviceId',
  context: ({ input }) => ({
    driverKnows: input?.driverKnows ?? false,
    bindsByIdOnly: input?.bindsByIdOnly ?? true,
  }),
  initial: 'newId',
  states: {
    newId: {
      on: {
        SWAP_ID: 'oldId',
        OVERRIDE_ID: { guard: 'overridable', target: 'overridden' },
        ACKNOWLEDGE: { guard: 'known', target: 'newId' },
      },
    },
    oldId: { on: { ACKNOWLEDGE: { target: 'oldId' } } },
    overridden: { on: { ACKNOWLEDGE: { target: 'overridden' } } },
  },
});
