import { enableEvents, enableWorld } from './enableWorld.ts';
import type { Proposal } from './proposal.ts';
import { systemOf } from './systemOf.ts';

const moves = ['M28'] as const;

/** pci_enable with target and initiator at once, on the same strict device. */
export const coalescedPciEnable: Proposal = {
  systems: ['S57'],
  title: 'Coalesced pci_enable',
  argument:
    'One write sets Memory Space Enable and Bus Master Enable, so that no write of a driver has the latter at 0.',
  objection: 'Too many drivers would have to change; and unbinding still clears Bus Master Enable.',
  sources: [
    'D. Williams, pci_enable(pdev, PCI_ENABLE_TARGET | PCI_ENABLE_INITIATOR), linux-coco, Aug 2024',
    'Linux 7.3 drivers/pci/pci.c do_pci_disable_device',
    'PCIe r6.3 11.2.6, Table 11-2',
  ],
  moves,
  system: systemOf(
    'coalescedPciEnable',
    moves,
    enableWorld({ enable: 'coalesced' }, { bmeWrite0When0: 'error' }),
    { device: 1 },
    enableEvents,
  ),
  smallSizes: { device: 1 },
  pinned: { states: 2_720, transitions: 44_280 },
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
    coalescedEnableAvoidsError: 'holds',
    driverUnbindAvoidsError: { violated: 7 },
    noDmaInError: 'vacuous',
    noDmaWithoutBme: 'vacuous',
    recoveryReattests: { violated: 7 },
  },
};
