import { recoveryMachine } from '../machines/index.ts';
import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same without the bound. */
export const pciCoreRecoversForever: Proposal = {
  systems: ['S58'],
  title: 'The PCI core recovers from ERROR, for ever',
  argument: 'A device that can be recovered should be.',
  objection:
    'It helps only because the write that failed has left Memory Space Enable set: a reset would undo that.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'pciCoreRecoversForever',
    moves,
    {
      ...enableWorld(
        { enable: 'split' },
        { bmeWrite0When0: 'error' },
        { seesError: true, evidenceBoundToAccept: true },
      ),
      recovery: { machine: recoveryMachine, index: 'device', input: { bounded: false } },
    },
    { device: 1 },
    enableEvents,
  ),
  smallSizes: { device: 1 },
  pinned: { states: 199, transitions: 1_352 },
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
    coalescedEnableAvoidsError: { violated: 4 },
    driverUnbindAvoidsError: { violated: 16 },
    noDmaInError: 'vacuous',
    noDmaWithoutBme: 'vacuous',
    recoveryReattests: 'holds',
    recoveryTerminates: 'holds',
  },
};
