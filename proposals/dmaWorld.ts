import type { Family } from '../composition/index.ts';
import {
  type DeviceInput,
  type DmaDirectInput,
  deviceMachine,
  dmaDirectMachine,
  type MappingInput,
  mappingMachine,
  type PageInput,
  type PoolInput,
  pageMachine,
  poolMachine,
  type SlotInput,
  slotMachine,
} from '../machines/index.ts';

/** What a design says about each machine of the DMA path. */
export interface DmaDesign {
  readonly device: DeviceInput;
  readonly dmaDirect: DmaDirectInput;
  readonly mapping?: MappingInput;
  readonly page?: PageInput;
  /** The pools, by index; none if the device has no pool. */
  readonly pools: readonly PoolInput[];
  readonly slot?: SlotInput;
}

/**
 * The DMA path of a guest: pages, the mapping decision for one device, live mappings, and bounce pools
 * with their slots. Page 0 lies within the DMA mask of the device, the others beyond it. Each pool has the
 * same number of slots, the slots of pool 0 first.
 */
export function dmaWorld(design: DmaDesign): Record<string, Family> {
  const { pools } = design;
  const bounce: Record<string, Family> = {
    pool: { machine: poolMachine, input: (index: number) => pools[index] },
    slot: {
      machine: slotMachine,
      input: (index: number) => ({
        ...design.slot,
        pool: index % pools.length,
        visibility: pools[index % pools.length]?.visibility ?? 'shared',
      }),
    },
  };
  return {
    device: { machine: deviceMachine, input: design.device },
    dmaDirect: { machine: dmaDirectMachine, index: 'device', input: design.dmaDirect },
    mapping: { machine: mappingMachine, input: design.mapping ?? {} },
    page: {
      machine: pageMachine,
      input: (index: number) => ({ ...design.page, reach: index === 0 ? 'withinMask' : 'beyondMask' }),
    },
    ...(pools.length > 0 ? bounce : {}),
  };
}
