import { recoveryMachine } from '../machines/index.ts';
import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28'] as const;

/** The bounded recovery, with a host that resets, locks and writes behind the guest. */
export const pciCoreRecoversUnderHost: Proposal = {
  systems: ['S58'],
  title: 'The PCI core recovers from ERROR, on a host that interferes',
  argument: 'What has to be attested again is attested again.',
  objection: 'Whoever can write a BAR can have a device given up.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'pciCoreRecoversUnderHost',
    moves,
    {
      ...enableWorld(
        { enable: 'split' },
        { bmeWrite0When0: 'error' },
        { seesError: true, evidenceBoundToAccept: true },
      ),
      recovery: { machine: recoveryMachine, index: 'device', input: { bounded: true } },
    },
    { device: 1 },
    enableEvents,
  ),
  smallSizes: { device: 1 },
  pinned: { states: 6_564, transitions: 106_368 },
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
    conventionalResetUnlocks: 'holds',
    bmeClearAfterLockGoesError: 'holds',
    coalescedEnableAvoidsError: { violated: 4 },
    driverUnbindAvoidsError: { violated: 8 },
    noDmaInError: 'vacuous',
    noDmaWithoutBme: 'vacuous',
    recoveryReattests: 'holds',
    recoveryTerminates: 'holds',
  },
};
