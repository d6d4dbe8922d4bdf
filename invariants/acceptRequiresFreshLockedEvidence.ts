import { eachStep } from './define.ts';

/** START closes a relock at the device; it does not close one between evidence and acceptance. */
export const acceptRequiresFreshLockedEvidence = eachStep({
  name: 'acceptRequiresFreshLockedEvidence',
  summary: 'acceptance uses evidence of the present lock',
  source: 'PCIe r6.3 11.2.7; replies to "PCI/TSM: TEE I/O" RFC v2 on evidence generations, Mar 2026',
  over: ['device'],
  on: ['ACCEPT'],
  applies: () => true,
  holds: ({ device }) => device.context.evidence === 'current',
});
