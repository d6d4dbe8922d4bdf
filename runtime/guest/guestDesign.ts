import { inputOf, type System } from '../../composition/index.ts';
import type {
  DeviceInput,
  DmaDirectInput,
  EndpointInput,
  MappingInput,
  PageInput,
  PlatformInput,
  PoolInput,
  RestrictedPoolInput,
  TdiInput,
  VirtioDriverInput,
  VirtioFeaturesInput,
  VirtqueueInput,
} from '../../machines/index.ts';
import { dmaDecisions } from '../dma/index.ts';

/** A design as a running guest needs it: the inputs of its machines, and how its DMA layer decides. */
export interface GuestDesign {
  readonly name: string;
  readonly dma: dmaDecisions.DmaDesign;
  readonly device?: DeviceInput;
  readonly dmaDirect?: DmaDirectInput;
  readonly mapping?: MappingInput;
  readonly page?: PageInput;
  /** Pools of a confidential guest, by index. Empty where the design is about a pool of one device. */
  readonly pools: readonly PoolInput[];
  readonly endpoint?: EndpointInput;
  readonly tdi?: TdiInput;
  readonly virtioFeatures?: VirtioFeaturesInput;
  readonly virtioDriver?: VirtioDriverInput;
  readonly virtqueue?: VirtqueueInput;
  readonly restrictedPool?: RestrictedPoolInput;
  readonly platform?: PlatformInput;
}

/** Pools that a design may have, at the most. */
const POOLS_MAX = 2;

/** Designs whose DMA layer is known, and of which there is no guest here all the same. */
const notRun: Readonly<Record<string, string>> = {
  fourPointPlan: 'a guest here has a pool that is described to it or one of the device, and it has both',
  newDeviceId: 'no driver is bound to its device',
  bootGate: 'nothing is booted in it',
  shareUnshareHypercalls: 'there is no driver here that shares its pages itself',
  shareUnshareCleared: 'there is no driver here that shares its pages itself',
};

/**
 * {@link readGuestDesign} of a design that has a guest to run.
 *
 * @throws {RangeError} for a system of which the DMA layer is not known, or that has no guest to run.
 */
export function guestDesignOf(system: System): GuestDesign {
  const { name } = system;
  if (name in notRun) throw new RangeError(`${name} is not run on bytes: ${notRun[name]}`);
  return readGuestDesign(system);
}

/**
 * Reads a design off the system that is checked: whatever it gives its machines, the running guest gives
 * the same machines.
 *
 * @throws {RangeError} for a system of which the DMA layer is not known.
 */
export function readGuestDesign({ name, families, sizes }: System): GuestDesign {
  const dma = Object.entries(dmaDecisions.designs).find(([design]) => design === name)?.[1];
  if (!dma) throw new RangeError(`it is not known how the DMA layer of ${name} decides`);
  // The compiler cannot know whose input it is; the system was composed with these very machines.
  const input = <T>(family: string, index = 0): T | undefined => {
    const of = families[family];
    return (of && inputOf(of, index)) as T | undefined;
  };
  const known = <T>(key: string, value: T | undefined) => (value === undefined ? {} : { [key]: value });
  // A confidential guest has a pool also where the design is about something else.
  const poolCount = families['restrictedPool'] ? 0 : Math.min(sizes?.['pool'] ?? 1, POOLS_MAX);
  return {
    name,
    dma,
    pools: Array.from({ length: poolCount }, (_, index) => input<PoolInput>('pool', index) ?? {}),
    ...known('device', input<DeviceInput>('device')),
    ...known('dmaDirect', input<DmaDirectInput>('dmaDirect')),
    ...known('mapping', input<MappingInput>('mapping')),
    ...known('page', input<PageInput>('page')),
    ...known('endpoint', input<EndpointInput>('endpoint')),
    ...known('tdi', input<TdiInput>('tdi')),
    ...known('virtioFeatures', input<VirtioFeaturesInput>('virtioFeatures')),
    ...known('virtioDriver', input<VirtioDriverInput>('virtioDriver')),
    ...known('virtqueue', input<VirtqueueInput>('virtqueue')),
    ...known('restrictedPool', input<RestrictedPoolInput>('restrictedPool')),
    ...known('platform', input<PlatformInput>('platform')),
  };
}
