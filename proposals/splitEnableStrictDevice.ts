import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28'] as const;

/** An unmodified driver on a device that takes any write of Bus Master Enable = 0 for a clearing one. */
export const splitEnableStrictDevice: Proposal = {
  systems: ['S56'],
  title: 'Standard driver, strict device',
  argument:
    'Drivers need no change: pci_enable_device and pci_set_master work on a locked device as on any other.',
  objection:
    'pci_enable_device writes Memory Space Enable with Bus Master Enable still 0, which a strict device answers with ERROR.',
  sources: [
    '"PCI/TSM" threads, linux-coco, Aug 2024 and Aug 2025: a test device errors on writing 0 over 0',
    'Linux 7.3 drivers/pci/pci.c pci_enable_resources, __pci_set_master, do_pci_disable_device',
    'PCIe r6.3 11.2.6, Table 11-2',
  ],
  moves,
  system: systemOf(
    'splitEnableStrictDevice',
    moves,
    enableWorld({ enable: 'split' }, { bmeWrite0When0: 'error' }),
    { device: 1 },
    enableEvents,
  ),
  smallSizes: { device: 1 },
  pinned: { states: 4_260, transitions: 69_164 },
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
  },
};
