import { amend, type Changes } from './amend.ts';
import type { Decisions } from './decisions.ts';
import { linux73 } from './linux73.ts';
import { linux612 } from './linux612.ts';
import type { Row } from './tree.ts';

/** How the DMA layer of one proposal decides. */
export interface DmaDesign {
  readonly base: 'linux612' | 'linux73';
  /** What it changes against its base, in one line. */
  readonly summary: string;
  readonly changes: Changes;
  readonly decisions: Decisions;
}

const over = (base: DmaDesign['base'], summary: string, changes: Changes = {}): DmaDesign => ({
  base,
  summary,
  changes,
  decisions: amend(base === 'linux612' ? linux612 : linux73, changes),
});

const april2025 = '"Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025';
const teeIo = '"PCI/TSM: TEE I/O" RFC v2, linux-coco, 2 Mar 2026, patch 03/19 device_cc_accepted()';
const vmbus = '"Confidential VMBus external memory support", linux-kernel, 3 Dec 2025';
const swiotlbBit = 'D. Woodhouse, "[RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB…" and 3/3, 2 Apr 2025';

/** The device is held for private, so private memory is what it reaches. */
const notForced = (source: string): readonly Row<boolean>[] => [
  { if: ['privateDevice'], outcome: false, why: 'the device reaches private memory', source },
];
/** Linux up to 7.2 forces all devices of a guest by one flag; swiotlb=force is not lifted for anybody. */
const notBounced = (source: string): readonly Row<boolean>[] => [
  {
    if: ['privateDevice', '!swiotlbForce', '!restrictedPool'],
    outcome: false,
    why: 'the device needs no bounce',
    source,
  },
];
/** Private and shared mappings of one device do not live together. */
const oneDomain: Changes['map'] = [
  {
    if: ['privateDevice', 'mapsCcShared'],
    outcome: { do: 'fail', failure: 'refused' },
    why: 'the DMA layer cannot hold mappings of one device in two addressing domains',
    source: `D. Williams in ${april2025}`,
  },
];
const accepted = { forceDmaUnencrypted: notForced(teeIo), map: oneDomain } as const;
/** A private device may not bounce at all, whatever the pool. */
const neverBounces: Changes['search'] = [
  {
    if: ['privateDevice'],
    outcome: { do: 'fail', failure: 'refused' },
    why: 'rather an error than a leak',
    source: `M. Kelley in ${april2025}`,
  },
];
const swiotlbDevice: Changes = {
  attachPool: [
    {
      if: ['swiotlbCapability'],
      outcome: 'onDevice',
      why: 'the device brings its bounce buffer with it',
      source: swiotlbBit,
    },
  ],
  vring: [
    {
      if: ['swiotlbCapability'],
      outcome: 'dmaApi',
      why: 'addresses are those of slots of that buffer',
      source: swiotlbBit,
    },
  ],
};
/** Rule: a device whose pool cannot be used is not driven. */
const failsClosed: Changes = {
  attachPool: [
    {
      if: ['!useDmaIommu', 'configRestrictedPool', 'poolDescribed', ['poolRejected', 'poolInitFails']],
      outcome: { do: 'fail', failure: 'refused' },
      why: 'fails closed',
      source: 'the rule that Linux 7.3 drivers/of/device.c of_dma_set_restricted_buffer lacks: it only warns',
    },
  ],
};
const asLinux73 = (summary: string) => over('linux73', summary);

/**
 * The DMA layer of every proposal, by the name of the proposal: a base and the rows that it puts before it.
 *
 * Left out: what is not decided by the DMA layer (who locks and accepts, features, registers); that is the
 * business of the proposal's other machines.
 */
export const designs = {
  linux612ForceBounce: over('linux612', 'as it is'),
  linux73CcShared: asLinux73('as it is'),
  notBounceBit: over('linux612', 'a bit of struct device lifts the force for its device; any pool will do', {
    forceDmaUnencrypted: notForced(april2025),
    swiotlbForceBounce: notBounced(april2025),
  }),
  privateAccepted: over('linux612', 'acceptance lifts the force for the device; any pool will do', {
    forceDmaUnencrypted: notForced(teeIo),
    swiotlbForceBounce: notBounced('arm64 and x86 RFCs of 2025 and 2026: is_swiotlb_force_bounce()'),
  }),
  acceptWithLiveMappings: over('linux73', 'acceptance lifts the force for the device', accepted),
  privatePool: over('linux73', 'and an accepted device has a private pool', {
    ...accepted,
    attachPool: [
      {
        if: ['privateDevice'],
        outcome: 'private',
        why: 'an additional pool that is not shared',
        source: `R. Murphy in ${april2025}; Linux 7.3 kernel/dma/swiotlb.c, comment of swiotlb_tbl_map_single`,
      },
    ],
  }),
  errorInsteadOfBounce: over('linux73', 'and an accepted device never bounces, nor maps once it has failed', {
    ...accepted,
    map: [
      {
        if: ['blockedDevice'],
        outcome: { do: 'fail', failure: 'refused' },
        why: 'the TDI is in ERROR: nothing is mapped before it is unlocked',
        source: teeIo,
      },
      ...oneDomain,
    ],
    search: neverBounces,
  }),
  fallBackOnError: over(
    'linux73',
    'and an accepted device never bounces, but is shared again once it has failed',
    {
      ...accepted,
      search: neverBounces,
    },
  ),
  ioTlbMemNull: over('linux612', 'a confidential VMBus device has no pool; addresses are made as ever', {
    attachPool: [
      {
        if: ['privateDevice'],
        outcome: 'none',
        why: 'dma_io_tlb_mem = NULL before the device is added',
        source: vmbus,
      },
    ],
    map: [
      {
        if: ['privateDevice', '!swiotlbForceBounce', 'dmaCapable', '!dmaKmallocNeedsBounce'],
        outcome: { do: 'direct', address: 'physToDmaUnencrypted' },
        why: 'phys_to_dma() is not told: where a bit of the address says what memory is, it says shared',
        source: `T. Lan in reply, ${vmbus}`,
      },
    ],
  }),
  virtioSwiotlbRefuse: over('linux73', 'the device brings a pool; the device refuses others', swiotlbDevice),
  virtioSwiotlbHope: over('linux73', 'the device brings a pool', swiotlbDevice),
  virtioSwiotlbHopeReports: over('linux73', 'the device brings a pool', swiotlbDevice),
  virtioSwiotlbStripped: over('linux73', 'the device brings a pool, if the host says so', swiotlbDevice),
  virtioSwiotlbLegacy: asLinux73('as it is: a legacy driver passes physical addresses'),
  restrictedPoolAware: over('linux73', 'a device whose pool cannot be used is not driven', failsClosed),
  restrictedPoolLinux73: asLinux73('as it is'),
  restrictedPoolNo33: asLinux73('as it is: without ACCESS_PLATFORM nothing of it is asked'),
  restrictedPoolUnaware: asLinux73('as it is, without CONFIG_DMA_RESTRICTED_POOL'),
  restrictedPoolUnawareOpen: asLinux73('as it is, without CONFIG_DMA_RESTRICTED_POOL'),
  dmaDefaultToday: asLinux73('as it is: the property has the pool rejected'),
  stubViommu: asLinux73('as it is: the guest does not drive the IOMMU'),
  splitEnableStrictDevice: over('linux73', 'acceptance lifts the force for the device', accepted),
  coalescedPciEnable: over('linux73', 'acceptance lifts the force for the device', accepted),
  swiotlbCapabilityOnly: over('linux73', 'the device brings a pool, which no bit says to use', swiotlbDevice),
  dmaLessDevice: over('linux73', 'the device brings a pool, and reaches nothing else', swiotlbDevice),
  dmaLessDeviceHoping: over('linux73', 'the device brings a pool, which no bit says to use', swiotlbDevice),
  dmaLessDeviceByPromise: over('linux73', 'the device brings a pool', swiotlbDevice),
  busMasterCleared: asLinux73('as it is, without a pool'),
  virtioSwiotlbRefuseHonouringGuest: asLinux73('as it is: the pool is attached, the bit is not known'),
  virtioSwiotlbHopeHonouringGuest: asLinux73('as it is: the pool is attached, the bit is not known'),
  fourPointPlan: over('linux73', 'a device whose pool cannot be used is not driven', failsClosed),
  fourPointPlanUnaware: asLinux73('as it is, without CONFIG_DMA_RESTRICTED_POOL'),
  fourPointPlanBitOnly: asLinux73('as it is: the pool is not referred to'),
  newDeviceId: asLinux73('as it is: nothing is bound'),
  newDeviceIdOverridden: asLinux73('as it is, without CONFIG_DMA_RESTRICTED_POOL'),
  newDeviceIdSwapped: asLinux73('as it is, without CONFIG_DMA_RESTRICTED_POOL'),
  bootGate: asLinux73('as it is: nothing is booted'),
  bootGateAware: over('linux73', 'a device whose pool cannot be used is not driven', failsClosed),
  bootGateUnmeasured: asLinux73('as it is, without CONFIG_DMA_RESTRICTED_POOL'),
  unawarePassthroughAndVsock: asLinux73('as it is: the emulated device has neither IOMMU nor pool'),
  shareUnshareHypercalls: asLinux73('as it is; the driver shares its pages itself'),
  shareUnshareCleared: asLinux73('as it is; the driver shares its pages itself'),
} as const satisfies Readonly<Record<string, DmaDesign>>;

/** Name of a proposal. */
export type DesignName = keyof typeof designs;
