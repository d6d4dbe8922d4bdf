import { smallWorld } from '../smallWorld.ts';

/** A granule that becomes the object of a physical device of an Arm CCA monitor, and the lock of its TDI. */
export const createdPdev = smallWorld({
  name: 'createdPdev',
  source: 'TF-RMM fa5d9b16 runtime/rmi/pdev.c, fda93cf4',
  facts: { granule: 'DELEGATED', pdev: 'none', msix: 'unset', tdi: 'CONFIG_UNLOCKED' },
  rules: {
    undoFailedCreate: 'a creation that fails leaves the granule as it was',
    setMsixBeforeLock: 'whether the MSI-X table is locked is settled before the lock is requested',
  },
  steps: {
    PDEV_CREATE: {
      by: 'host',
      summary: 'the granule becomes a PDEV, and the device is talked to',
      when: ({ granule }) => granule === 'DELEGATED',
      effect: () => ({ granule: 'PDEV', pdev: 'creating' }),
    },
    COMMUNICATION_FAILS: {
      by: 'host',
      summary: 'communication with the device fails, and an error is returned',
      when: ({ pdev }) => pdev === 'creating',
      effect: ({ granule }, _, { undoFailedCreate }) => ({
        pdev: 'none',
        granule: undoFailedCreate ? 'DELEGATED' : granule,
      }),
    },
    CREATED: {
      by: 'tsm',
      summary: 'the device has answered',
      when: ({ pdev }) => pdev === 'creating',
      effect: (_, __, { setMsixBeforeLock }) => ({
        pdev: 'ready',
        msix: setMsixBeforeLock ? 'locked' : 'unset',
      }),
    },
    LOCK_INTERFACE_REQUEST: {
      by: 'tsm',
      summary: 'the TDI is locked, with or without its MSI-X table',
      when: ({ pdev, tdi }) => pdev === 'ready' && tdi === 'CONFIG_UNLOCKED',
      effect: () => ({ tdi: 'CONFIG_LOCKED' }),
    },
    START: {
      by: 'tsm',
      summary: 'the realm, which takes the table for protected, has the TDI started',
      when: ({ tdi }) => tdi === 'CONFIG_LOCKED',
      effect: () => ({ tdi: 'RUN' }),
    },
  },
  claim: {
    name: 'nothingHalfDone',
    summary: 'a PDEV granule has an object, and a running TDI has its MSI-X table locked',
    applies: () => true,
    holds: ({ granule, pdev, tdi, msix }) =>
      (granule !== 'PDEV' || pdev !== 'none') && (tdi !== 'RUN' || msix === 'locked'),
  },
});
