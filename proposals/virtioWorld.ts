import type { Family } from '../composition/index.ts';
import {
  type HostMove,
  type PlatformInput,
  platformMachine,
  type RestrictedPoolInput,
  restrictedPoolMachine,
  type VirtioDriverInput,
  type VirtioFeaturesInput,
  type VirtioInput,
  type VirtqueueInput,
  virtioDriverMachine,
  virtioFeaturesMachine,
  virtioMachine,
  virtqueueMachine,
} from '../machines/index.ts';

/** What a design says about each machine of a virtio device; what it leaves out is the machine's default. */
export interface VirtioDesign {
  readonly device: VirtioFeaturesInput;
  readonly driver: VirtioDriverInput;
  readonly status?: VirtioInput;
  readonly queue?: VirtqueueInput;
  readonly pool: RestrictedPoolInput;
  readonly platform: PlatformInput;
}

/** A virtio device, its driver, one virtqueue, the pool described for it, and the platform it sits on. */
export function virtioWorld(design: VirtioDesign): Record<string, Family> {
  return {
    virtio: { machine: virtioMachine, index: 'device', input: design.status },
    virtioFeatures: { machine: virtioFeaturesMachine, index: 'device', input: design.device },
    virtioDriver: { machine: virtioDriverMachine, index: 'device', input: design.driver },
    virtqueue: { machine: virtqueueMachine, index: 'device', input: design.queue },
    restrictedPool: { machine: restrictedPoolMachine, index: 'device', input: design.pool },
    platform: { machine: platformMachine, input: design.platform },
  };
}

/** What the host can do with any virtio device that it implements itself. */
export const virtioMoves: readonly HostMove[] = ['M02', 'M05', 'M14', 'M16', 'M18', 'M19', 'M21'];
