import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

type Path = 'iommu' | 'pool' | 'physical';
type Precedence = 'iommuFirst' | 'poolFirst';

/** What was negotiated, what the platform has, and how either side reads that. */
export interface PathChoiceInput {
  /** Whether ACCESS_PLATFORM (33) and the bit of the bounce buffer (27) were accepted. Default both. */
  readonly accessPlatform?: boolean;
  readonly swiotlb?: boolean;
  /** Whether the platform has an IOMMU in front of the device. Default true. */
  readonly iommu?: boolean;
  /** Which of both the driver takes where both are there. Default iommuFirst. */
  readonly driver?: Precedence;
  /** The same for the device. Default iommuFirst. */
  readonly device?: Precedence;
}

function pathOf({ accessPlatform, swiotlb, iommu }: Required<PathChoiceInput>, precedence: Precedence): Path {
  const translated = accessPlatform && iommu;
  if (translated && (precedence === 'iommuFirst' || !swiotlb)) return 'iommu';
  return swiotlb ? 'pool' : 'physical';
}

/**
 * A driver and a device that settle, each for itself, what the addresses of a device go through when bits 27 and 33 are
 * both accepted. `poolFirst` reads the exemption of the RFC ("considered to be on-device") as an override.
 *
 * Source: RFC PATCH 1/3 of 2 Apr 2025, ACCESS_PLATFORM; D. Woodhouse in the thread: "Know how to drive that
 * enlightenment? … Otherwise, use the SWIOTLB".
 * Left out: what the addresses are then; addresses of both kinds in one request (addressWriterMachine has them).
 */
export const pathChoiceMachine = setup({
  types: {} as {
    context: Required<PathChoiceInput> & { readonly path: Path };
    events: DmaEvent;
    input: PathChoiceInput | undefined;
  },
  guards: {
    driverTakes: ({ context, event }) =>
      event.type === 'RESOLVE_PATH' && event.path === pathOf(context, context.driver),
    deviceTakes: ({ context, event }) =>
      event.type === 'ASSUME_PATH' && event.path === pathOf(context, context.device),
  },
}).createMachine({
  id: 'pathChoice',
  context: ({ input }) => {
    const choice = {
      accessPlatform: input?.accessPlatform ?? true,
      swiotlb: input?.swiotlb ?? true,
      iommu: input?.iommu ?? true,
      driver: input?.driver ?? ('iommuFirst' as const),
      device: input?.device ?? ('iommuFirst' as const),
    };
    return { ...choice, path: pathOf(choice, choice.driver) };
  },
  initial: 'negotiated',
  states: {
    negotiated: { on: { RESOLVE_PATH: { guard: 'driverTakes', target: 'driverSettled' } } },
    driverSettled: { on: { ASSUME_PATH: { guard: 'deviceTakes', target: 'settled' } } },
    settled: {},
  },
});
