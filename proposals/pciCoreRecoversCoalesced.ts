import { recoveryMachine } from '../machines/index.ts';
import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Recovery without a bound, and one write that sets both bits. */
export const pciCoreRecoversCoalesced: Proposal = {
  systems: ['S57', 'S58'],
  title: 'Recovery and coalesced enable',
  argument: 'A driver that avoids ERROR is one that recovery can help.',
  objection: 'Both have to be done.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'pciCoreRecoversCoalesced',
    moves,
    {
      ...enableWorld(
        { enable: 'coalesced' },
        { bmeWrite0When0: 'error' },
        { seesError: true, evidenceBoundToAccept: true },
      ),
      recovery: { machine: recoveryMachine, index: 'device', input: { bounded: false } },
    },
    { device: 1 },
    enableEvents,
  ),
  smallSizes: { device: 1 },
  pinned: { states: 174, transitions: 1_186 },
  stands: {
    secretsOnlyAfterAcceptance: 'vacuous',
    mismatchIsErrorNotBounce: 'vacuous',
    acceptanceIsPolicyNotDriver: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: 'holds',
    runNeedsLockAndNonce: 'holds',
    lockedNeedsSession: 'holds',
    nonceOnlyWhileLocked: 'holds',
    stopEndsDma: 'holds',
    failedRequestChangesNothing: 'holds',
    unlockedAlwaysReachable: 'holds',
    conventionalResetUnlocks: 'vacuous',
    bmeClearAfterLockGoesError: 'holds',
    coalescedEnableAvoidsError: 'holds',
    driverUnbindAvoidsError: { violated: 7 },
    noDmaInError: 'vacuous',
    noDmaWithoutBme: 'vacuous',
    recoveryReattests: 'holds',
    recoveryTerminates: 'holds',
  },
};
