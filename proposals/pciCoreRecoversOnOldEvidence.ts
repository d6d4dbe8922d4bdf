import { recoveryMachine } from '../machines/index.ts';
import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28'] as const;

/** The same where acceptance does not say which lock its evidence is of. */
export const pciCoreRecoversOnOldEvidence: Proposal = {
  systems: ['S58'],
  title: 'Recovery without binding the evidence',
  argument: 'The evidence was good once.',
  objection: 'Between evidence and acceptance the host has the TDI locked anew.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'pciCoreRecoversOnOldEvidence',
    moves,
    {
      ...enableWorld({ enable: 'split' }, { bmeWrite0When0: 'error' }, { seesError: true }),
      recovery: { machine: recoveryMachine, index: 'device', input: { bounded: true } },
    },
    { device: 1 },
    enableEvents,
  ),
  smallSizes: { device: 1 },
  pinned: { states: 11_152, transitions: 180_992 },
  stands: {
    secretsOnlyAfterAcceptance: 'vacuous',
    mismatchIsErrorNotBounce: 'vacuous',
    acceptanceIsPolicyNotDriver: 'holds',
    acceptOnlyDriverDetached: 'holds',
    acceptRequiresFreshLockedEvidence: { violated: 5 },
    runNeedsLockAndNonce: 'holds',
    lockedNeedsSession: 'holds',
    nonceOnlyWhileLocked: 'holds',
    stopEndsDma: 'holds',
    failedRequestChangesNothing: 'holds',
    unlockedAlwaysReachable: 'holds',
    conventionalResetUnlocks: 'holds',
    bmeClearAfterLockGoesError: 'holds',
    coalescedEnableAvoidsError: { violated: 4 },
    driverUnbindAvoidsError: { violated: 8 },
    noDmaInError: 'vacuous',
    noDmaWithoutBme: 'vacuous',
    recoveryReattests: { violated: 7 },
    recoveryTerminates: 'holds',
  },
};
