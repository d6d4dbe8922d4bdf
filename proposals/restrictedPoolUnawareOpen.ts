import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';
import { virtioMoves, virtioWorld } from './virtioWorld.ts';

/** The unaware guest where nothing protects its memory: a pool that is only described restricts nobody. */
export const restrictedPoolUnawareOpen: Proposal = {
  systems: ['S6'],
  title: 'restricted-dma-pool, guest unaware, memory unprotected',
  argument: 'An unaware guest at least goes on working.',
  objection:
    'It works by handing out its RAM; the description is a request to the guest, not a restriction of the device.',
  sources: ['Debian linux-image-6.1 arm64 under QEMU 7.2, measured: rings and buffers in RAM, status 15'],
  moves: virtioMoves,
  system: systemOf(
    'restrictedPoolUnawareOpen',
    virtioMoves,
    virtioWorld({
      device: {},
      driver: { needs: [32], waitsForReset: false },
      pool: { guestKnows: false },
      platform: { path: 'open' },
    }),
  ),
  smallSizes: { device: 1 },
  pinned: { states: 506, transitions: 2_015 },
  stands: {
    restrictedDriverPassesOnlyPoolAddresses: 'vacuous',
    poolContainment: { violated: 1 },
    poolHonouredImpliesDmaApi: 'vacuous',
    poolInitFailClosed: 'vacuous',
    noLateDmaAfterUsed: { violated: 10 },
    resetBeforeReuse: { violated: 10 },
    statusMonotoneUntilReset: 'holds',
    featureSubset: 'holds',
    noFeatureAfterFeaturesOk: 'holds',
    featuresOkReread: 'holds',
    deviceRefusesUnrestrictedDriver: 'vacuous',
    noSilentFailure: 'holds',
    noConsumeBeforeDriverOk: { violated: 8 },
    failedRequiresReset: 'holds',
    bit27NoAlias: 'vacuous',
    accessPlatformStripRejected: { violated: 8 },
    legacyNeverInCoCo: 'holds',
    postedBufferCanBeTakenBack: 'holds',
    unawareGuestSafe: { violated: 1 },
    offersNoRegression: 'vacuous',
    eventuallyLiveOrRefused: 'holds',
    dmaLessDeviceNeverMasters: 'vacuous',
  },
};
