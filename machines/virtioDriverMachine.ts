import { and, assign, not, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';
import { bitsOf, type FeatureBit } from './featureBits.ts';

/** What a driver accepts and needs, and which rules of the sequence it keeps to. */
export interface VirtioDriverInput {
  /** Bits that the driver accepts whenever they are offered. Default VERSION_1 and ACCESS_PLATFORM. */
  readonly accepts?: readonly FeatureBit[];
  /** Bits that it may accept or not: it SHOULD, says the text, so some drivers do not. Default none. */
  readonly mayAccept?: readonly FeatureBit[];
  /** Bits without which it sets FAILED. Default none. */
  readonly needs?: readonly FeatureBit[];
  /**
   * Uses the legacy interface: sees bits below 32 only, has no FEATURES_OK, and bit 27 is ANY_LAYOUT to it.
   * Default false.
   */
  readonly legacy?: boolean;
  /** Rule: reads the status back after FEATURES_OK (step 6). Default true. */
  readonly rereadsFeaturesOk?: boolean;
  /** Rule: takes buffers back only once the status has read 0 (PCI; MMIO writes 0 and goes on). Default true. */
  readonly waitsForReset?: boolean;
}

/** What a virtio driver knows. */
export interface VirtioDriverContext extends Required<VirtioDriverInput> {
  /** Whether the guest has found a bounce pool for the device: without one, bit 27 cannot be kept. */
  readonly pool: boolean;
  readonly seen: readonly FeatureBit[];
  readonly accepted: readonly FeatureBit[];
}

const SWIOTLB: FeatureBit = 27;
const VERSION_1: FeatureBit = 32;
const ACCESS_PLATFORM: FeatureBit = 33;

const canAccept = (
  { seen, legacy, pool, accepts, mayAccept }: VirtioDriverContext,
  bit: FeatureBit,
): boolean =>
  seen.includes(bit) &&
  (accepts.includes(bit) || mayAccept.includes(bit)) &&
  (legacy ? bit < VERSION_1 : bit !== SWIOTLB || pool);

/** Which kind of address a driver passes: of the DMA API, of the device's bounce buffer, or physical ones. */
export const apiOf = ({
  legacy,
  accepted,
}: Pick<VirtioDriverContext, 'legacy' | 'accepted'>): 'physical' | 'bounceBuffer' | 'dma' => {
  if (legacy) return 'physical';
  if (accepted.includes(SWIOTLB)) return 'bounceBuffer';
  return accepted.includes(ACCESS_PLATFORM) ? 'dma' : 'physical';
};

/**
 * A virtio driver of the guest: the initialisation sequence, what it accepts, and which kind of address it
 * passes. Without VERSION_1 it skips FEATURES_OK, as Linux does; without ACCESS_PLATFORM it passes physical
 * addresses and goes round the DMA API, as Linux does.
 *
 * Source: virtio 1.4 "Device Initialization", "Legacy Interface: Device Initialization", "Reserved Feature
 * Bits", "Device Cleanup"; Linux 7.3 drivers/virtio/virtio.c virtio_features_ok, virtio_dev_probe,
 * drivers/virtio/virtio_ring.c vring_use_map_api.
 * Left out: the reset before ACKNOWLEDGE (the device starts in reset); configuration space; queue discovery
 * and queue reset; giving up between two steps for reasons of its own.
 */
export const virtioDriverMachine = setup({
  types: {} as { context: VirtioDriverContext; events: DmaEvent; input: VirtioDriverInput | undefined },
  guards: {
    chooses: ({ context, event }) => {
      if (event.type !== 'WRITE_FEATURES') return false;
      const chosen = bitsOf(event.features);
      return (
        chosen.every((bit) => canAccept(context, bit)) &&
        context.accepts.every((bit) => chosen.includes(bit) || !canAccept(context, bit)) &&
        context.needs.every((bit) => chosen.includes(bit))
      );
    },
    lacksNeeded: ({ context }) => context.needs.some((bit) => !canAccept(context, bit)),
    modern: ({ context }) => !context.legacy && context.accepted.includes(VERSION_1),
    rereads: ({ context }) => context.rereadsFeaturesOk,
    confirmed: ({ event }) => event.type === 'READ_STATUS' && event.featuresOk,
    ownApi: ({ context, event }) => event.type === 'POST' && event.api === apiOf(context),
    waits: ({ context }) => context.waitsForReset,
  },
  actions: {
    findPool: assign({ pool: true }),
    see: assign(({ event }) => (event.type === 'READ_FEATURES' ? { seen: bitsOf(event.features) } : {})),
    accept: assign(({ event }) =>
      event.type === 'WRITE_FEATURES' ? { accepted: bitsOf(event.features) } : {},
    ),
    forget: assign({ seen: [], accepted: [] }),
  },
}).createMachine({
  id: 'virtioDriver',
  context: ({ input }) => ({
    accepts: input?.accepts ?? [32, 33],
    mayAccept: input?.mayAccept ?? [],
    needs: input?.needs ?? [],
    legacy: input?.legacy ?? false,
    rereadsFeaturesOk: input?.rereadsFeaturesOk ?? true,
    waitsForReset: input?.waitsForReset ?? true,
    pool: false,
    seen: [],
    accepted: [],
  }),
  initial: 'unbound',
  states: {
    unbound: {
      on: {
        POOL_ATTACH: { actions: 'findPool' },
        ACKNOWLEDGE: 'acknowledged',
        RELEASE: { target: 'unbound' },
      },
    },
    acknowledged: { on: { DRIVER: 'probing' } },
    probing: { on: { READ_FEATURES: { target: 'choosing', actions: 'see' } } },
    choosing: {
      on: {
        WRITE_FEATURES: { guard: 'chooses', target: 'negotiated', actions: 'accept' },
        FAILED: { guard: 'lacksNeeded', target: 'failed' },
      },
    },
    negotiated: {
      on: {
        FEATURES_OK: [
          { guard: and(['modern', 'rereads']), target: 'unconfirmed' },
          { guard: 'modern', target: 'ready' },
        ],
        DRIVER_OK: { guard: not('modern'), target: 'live' },
      },
    },
    unconfirmed: { on: { READ_STATUS: [{ guard: 'confirmed', target: 'ready' }, { target: 'refused' }] } },
    refused: { on: { FAILED: 'failed' } },
    // The queues are set up; buffers may be in them already, the device is told of them at DRIVER_OK.
    ready: { on: { POST: { guard: 'ownApi', target: 'ready' }, DRIVER_OK: 'live' } },
    live: {
      on: { POST: { guard: 'ownApi', target: 'live' }, RELEASE: { target: 'live' }, RESET: 'resetting' },
    },
    failed: { on: { RESET: 'resetting' } },
    resetting: {
      on: {
        RELEASE: { guard: not('waits'), target: 'resetting' },
        RESET_DONE: { target: 'unbound', actions: 'forget' },
      },
    },
  },
});
