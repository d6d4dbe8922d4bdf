import type { Bug } from './bug.ts';
import { bouncedRequest } from './worlds/bouncedRequest.ts';
import { descriptorTable } from './worlds/descriptorTable.ts';
import { earlyConfigRead } from './worlds/earlyConfigRead.ts';
import { fetchedField } from './worlds/fetchedField.ts';
import { kexec } from './worlds/kexec.ts';
import { packedRing } from './worlds/packedRing.ts';
import { toggledAccessPlatform } from './worlds/toggledAccessPlatform.ts';
import { twoDecisions } from './worlds/twoDecisions.ts';

/** Virtio: rings, features and the drivers on them. */
export const virtioBugs: readonly Bug[] = [
  {
    key: 'D1',
    id: '(no CVE) split ring metadata',
    subject: 'virtio-ring: store DMA metadata in desc_extra for split virtqueue',
    source: '72b5e8958738; 5.14',
    system: descriptorTable.system,
    rule: descriptorTable.rules.unmapPrivateCopy,
    onBytes: async () => (await import('./bytes/rewrittenDescriptor.ts')).rewrittenDescriptor,
    steps: ['ADD', 'REWRITE_DESC', 'USED', 'UNMAP'],
  },
  {
    key: 'D2',
    id: 'CVE-2026-97997',
    subject: 'virtio_ring: fix stale descriptor flags after a failed packed add',
    source: '75d276e5bb68; 7.3-rc3 / 7.2.7; since 5.0 (1ce9e6055fa0)',
    system: packedRing.system,
    rule: packedRing.rules.undoAvailFlags,
    steps: ['ADD_CHAIN', 'MAP_FAILS', 'ADD_ONE', 'DEVICE_TAKES_FIRST', 'DEVICE_TAKES_SECOND'],
  },
  {
    key: 'D3',
    id: 'CVE-2026-64456',
    subject: 'hwrng: virtio: clamp device-reported used.len at copy_data()',
    source: 'e3046eeada29; 7.2-rc1 / 7.1.4, 6.12.96 ...; since 2.6.26',
    system: fetchedField.system,
    rule: fetchedField.rules.checkRange,
    onBytes: async () => (await import('./bytes/reportedLength.ts')).anyReportedLength,
    steps: ['OTHER_WRITES', 'FETCH', 'USE'],
  },
  {
    key: 'D4',
    id: 'CVE-2025-40292 then CVE-2026-64552',
    subject: 'virtio-net: fix received length check in big packets; then: fix len check in receive_big()',
    source: '0c716703965f; 9e5ad06ea826; 6.18; 7.2 (7.1.5, 6.12.97)',
    system: fetchedField.system,
    rule: fetchedField.rules.boundExactly,
    // The first fix took whole pages for the bound.
    onBytes: async () => (await import('./bytes/reportedLength.ts')).pageReportedLength,
    steps: ['OTHER_WRITES value=2', 'FETCH', 'CHECK', 'USE'],
  },
  {
    key: 'D5',
    id: 'CVE-2026-97988',
    subject: 'vhost: invalidate vring access on IOTLB transitions',
    source: 'e4f4761879a2; 7.3-rc3 / 7.2.7; since 4.8',
    system: toggledAccessPlatform.system,
    rule: toggledAccessPlatform.rules.quiesceBeforeModeSwitch,
    steps: ['SET_FEATURES', 'TRANSLATE'],
  },
  {
    key: 'D6',
    id: '(no CVE) packed indirect unmap leak',
    subject: 'virtio: packed: fix unmap leak for indirect desc table',
    source: '(not looked up); 6.7.12',
    system: bouncedRequest.system,
    rule: bouncedRequest.rules.unmapAll,
    steps: ['MAP', 'SEND', 'COMPLETE'],
  },
  {
    key: 'D7',
    id: 'CVE-2025-38064',
    subject: 'virtio: break and reset virtio devices on device_shutdown()',
    source: '8bd2fa086a04; 6.15 / 6.14.9; since 2.6.24',
    system: kexec.system,
    rule: kexec.rules.quiesceDevices,
    steps: ['SHUT_DOWN', 'NEXT_KERNEL', 'DEVICE_WRITE'],
  },
  {
    key: 'D8',
    id: '(no CVE) F_VERSION_1 early write',
    subject: 'virtio: write back F_VERSION_1 before validate',
    source: '(not looked up); 5.14.16',
    system: earlyConfigRead.system,
    rule: earlyConfigRead.rules.acknowledgeBeforeConfig,
    steps: ['VALIDATE'],
  },
  {
    key: 'D9',
    id: 'CVE-2026-98156',
    subject: 'drm/virtio: use the DMA API for resource backing on Xen',
    source: '6a736d2f9d0c; 7.3-rc2 / 7.2.7, 6.18.53; since 4.20',
    system: twoDecisions.system,
    rule: twoDecisions.rules.askOnePredicate,
    steps: ['MAP_FIRST', 'SEND'],
  },
];
