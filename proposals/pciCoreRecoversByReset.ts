import { recoveryMachine } from '../machines/index.ts';
import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** The same with a function level reset on the way, as other error recovery of the PCI core has it. */
export const pciCoreRecoversByReset: Proposal = {
  systems: ['S58'],
  title: 'The PCI core recovers from ERROR by resetting',
  argument: 'Error recovery resets a device, so that it starts from a known state.',
  objection:
    'The known state has Memory Space Enable at 0, so the driver makes the same two writes as before.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'pciCoreRecoversByReset',
    moves,
    {
      ...enableWorld(
        { enable: 'split' },
        { bmeWrite0When0: 'error' },
        { seesError: true, evidenceBoundToAccept: true },
      ),
      recovery: { machine: recoveryMachine, index: 'device', input: { bounded: false, resets: true } },
    },
    { device: 1 },
    { ...enableEvents, FUNCTION_LEVEL_RESET: { writer: ['guest'] } },
  ),
  smallSizes: { device: 1 },
  pinned: { states: 209, transitions: 1_420 },
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
    recoveryTerminates: { violated: 5 },
  },
};
