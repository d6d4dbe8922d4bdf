import { recoveryMachine } from '../machines/index.ts';
import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = [] as const;

/** Unlock, lock, new evidence, accept; after two recoveries the device is given up. */
export const pciCoreRecovers: Proposal = {
  systems: ['S58'],
  title: 'The PCI core recovers from ERROR, up to a bound',
  argument: 'Mending it once in the PCI core beats fixing every driver there is.',
  objection: 'The first attempt of an unmodified driver fails always; that the second does not is luck.',
  sources: ['"Secure VFIO, TDISP, SEV TIO", linux-coco, 30 Aug 2024'],
  moves,
  system: systemOf(
    'pciCoreRecovers',
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
  pinned: { states: 207, transitions: 1_399 },
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
