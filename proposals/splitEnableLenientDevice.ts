import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28'] as const;

/** The same driver on a device for which writing 0 over 0 is not clearing. */
export const splitEnableLenientDevice: Proposal = {
  systems: ['S56'],
  title: 'Standard driver, lenient device',
  argument: 'I do not think that writing Bus Master Enable = 0 where it is 0 already is clearing it.',
  objection: 'Unbinding still clears Bus Master Enable; and a test device disagrees about 0 over 0.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024', 'PCIe r6.3 11.2.6, Table 11-2'],
  moves,
  system: systemOf(
    'splitEnableLenientDevice',
    moves,
    enableWorld({ enable: 'split' }, { bmeWrite0When0: 'noError' }),
    { device: 1 },
    enableEvents,
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4_264, transitions: 69_232 },
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
    coalescedEnableAvoidsError: { violated: 5 },
    driverUnbindAvoidsError: { violated: 8 },
    noDmaInError: 'vacuous',
    noDmaWithoutBme: 'vacuous',
    recoveryReattests: { violated: 7 },
  },
};
