import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';
import { bitsOf, type FeatureBit, featureSetOf } from './featureBits.ts';

/** What a device offers and requires, and how much it insists. */
export interface VirtioFeaturesInput {
  /** Bits that the device implements and would offer. Default VERSION_1 and ACCESS_PLATFORM. */
  readonly offers?: readonly FeatureBit[];
  /** Bits without which the device cannot work as the platform is built, as long as it offers them. Default none. */
  readonly requires?: readonly FeatureBit[];
  /**
   * What the device does at FEATURES_OK when a required bit is not accepted: leave it clear, or keep it
   * and hope that the driver does the right thing all the same. Default refuse.
   */
  readonly onMissing?: 'refuse' | 'hope';
}

/** What is offered and accepted. */
export interface VirtioFeaturesContext {
  readonly requires: readonly FeatureBit[];
  readonly onMissing: 'refuse' | 'hope';
  readonly offered: readonly FeatureBit[];
  readonly accepted: readonly FeatureBit[];
  readonly refusesAnyway: boolean;
}

// A host that does not offer what its device requires will not insist on it either.
const keeps = ({ requires, onMissing, offered, accepted, refusesAnyway }: VirtioFeaturesContext): boolean =>
  !refusesAnyway &&
  (onMissing === 'hope' || requires.every((bit) => accepted.includes(bit) || !offered.includes(bit)));

/**
 * The feature registers of a virtio device. It takes any set that a driver writes at any time, offered or not
 * (QEMU 7.2 does); all it decides is FEATURES_OK, the one place where it can decline, without a reason. The
 * hostile half of M05 that keeps FEATURES_OK whatever is missing is the hoping device, a design of its own.
 *
 * Source: virtio 1.4 "Feature Bits", "Device Initialization"; RFC 1/3 of 2 Apr 2025 for a bit that a device
 * may require.
 * Left out: sets that differ from one read to the next or grow again after a reset (M03, M04).
 */
export const virtioFeaturesMachine = setup({
  types: {} as {
    context: VirtioFeaturesContext;
    events: DmaEvent;
    input: VirtioFeaturesInput | undefined;
  },
  guards: {
    offers: ({ context, event }) => event.type === 'STRIP_FEATURE' && context.offered.includes(event.bit),
    willing: ({ context }) => !context.refusesAnyway,
    readsOffered: ({ context, event }) =>
      event.type === 'READ_FEATURES' && event.features === featureSetOf(context.offered),
    decides: ({ context, event }) => event.type === 'FEATURES_OK' && event.kept === keeps(context),
  },
  actions: {
    strip: assign(({ context, event }) =>
      event.type === 'STRIP_FEATURE' ? { offered: context.offered.filter((bit) => bit !== event.bit) } : {},
    ),
    refuseAnyway: assign({ refusesAnyway: true }),
    accept: assign(({ event }) =>
      event.type === 'WRITE_FEATURES' ? { accepted: bitsOf(event.features) } : {},
    ),
    forget: assign({ accepted: [], refusesAnyway: false }),
  },
}).createMachine({
  id: 'virtioFeatures',
  context: ({ input }) => ({
    requires: input?.requires ?? [],
    onMissing: input?.onMissing ?? 'refuse',
    offered: input?.offers ?? [32, 33],
    accepted: [],
    refusesAnyway: false,
  }),
  initial: 'inReset',
  states: {
    // The host may think again about what it offers each time nobody is looking.
    inReset: {
      on: {
        STRIP_FEATURE: { guard: 'offers', actions: 'strip' },
        REFUSE_ANYWAY: { guard: 'willing', actions: 'refuseAnyway' },
        ACKNOWLEDGE: 'negotiable',
      },
    },
    negotiable: {
      on: {
        READ_FEATURES: { guard: 'readsOffered', target: 'negotiable' },
        WRITE_FEATURES: { actions: 'accept' },
        FEATURES_OK: { guard: 'decides', target: 'negotiable' },
        RESET: { target: 'inReset', actions: 'forget' },
      },
    },
  },
});
