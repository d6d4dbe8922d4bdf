import type { Bug } from './bug.ts';
import { ruleNamed } from './ruleNamed.ts';
import { convertedAlias } from './worlds/convertedAlias.ts';
import { bufferRules, convertedBuffer } from './worlds/convertedBuffer.ts';
import { externalMemory, keepExternalPrivate } from './worlds/dmaWorlds.ts';
import { egress } from './worlds/egress.ts';
import { exposedEarly } from './worlds/exposedEarly.ts';
import { fetchedField } from './worlds/fetchedField.ts';
import { offeredChannel } from './worlds/offeredChannel.ts';
import { offerInProgress } from './worlds/offerInProgress.ts';
import { publishedIndex } from './worlds/publishedIndex.ts';
import { twoDecisions } from './worlds/twoDecisions.ts';

/** Hyper-V and VMBus, and other memory that a guest shares for a while. */
export const hypervBugs: readonly Bug[] = [
  {
    key: 'B1',
    id: 'CVE-2024-36913',
    subject: 'Drivers: hv: vmbus: Leak pages if set_memory_encrypted() fails',
    source: '03f5a999adba; 6.9 (6.8.11); since 5.16',
    system: convertedBuffer('monitorPages', { STEP_FAILS: false }),
    rule: bufferRules.freeIfPrivateOnly,
    steps: ['TO_SHARED outcome=done', 'TEAR_DOWN', 'TO_PRIVATE outcome=failed', 'FREE', 'REUSE'],
  },
  {
    key: 'B2',
    id: 'CVE-2024-36912',
    subject: 'Drivers: hv: vmbus: Track decrypted status in vmbus_gpadl',
    source: '211f514ebf1e; 6.9',
    system: convertedBuffer('gpadl', { STEP_FAILS: false }),
    rule: bufferRules.trackConversionState,
    steps: ['TO_SHARED outcome=done', 'TEAR_DOWN', 'TO_PRIVATE outcome=failed', 'FREE', 'REUSE'],
  },
  {
    key: 'B3',
    id: 'CVE-2024-36911',
    subject: "hv_netvsc: Don't free decrypted memory",
    source: 'bbf9ac34677b; 6.9',
    system: convertedBuffer('receiveBuffer', { STEP_FAILS: false }),
    rule: bufferRules.freeIfPrivateOnly,
    steps: ['TO_SHARED outcome=done', 'IN_USE', 'TEAR_DOWN', 'TO_PRIVATE outcome=failed', 'FREE', 'REUSE'],
  },
  {
    key: 'B4',
    id: 'CVE-2024-36910',
    subject: "uio_hv_generic: Don't free decrypted memory",
    source: '3d788b2fbe6a; 6.9',
    system: convertedBuffer('uioBuffer', { STEP_FAILS: false }),
    rule: bufferRules.freeIfPrivateOnly,
    steps: ['TO_SHARED outcome=done', 'IN_USE', 'TEAR_DOWN', 'TO_PRIVATE outcome=failed', 'FREE', 'REUSE'],
  },
  {
    key: 'B5',
    id: 'CVE-2024-36909',
    subject: "Drivers: hv: vmbus: Don't free ring buffers that couldn't be re-encrypted",
    source: '30d18df6567b; 6.9',
    system: convertedBuffer('ringPages', { STEP_FAILS: false }),
    rule: bufferRules.freeIfPrivateOnly,
    steps: ['TO_SHARED outcome=done', 'IN_USE', 'TEAR_DOWN', 'TO_PRIVATE outcome=failed', 'FREE', 'REUSE'],
  },
  {
    key: 'B6',
    id: 'CVE-2024-57793',
    subject: 'virt: tdx-guest: Just leak decrypted memory on unrecoverable errors',
    source: '27834971f616; 6.13-rc5; since 6.7 (f4738f56d1dc)',
    system: convertedBuffer('quoteBuffer', { STEP_FAILS: false }),
    rule: bufferRules.freeIfPrivateOnly,
    steps: ['TO_SHARED outcome=done', 'IN_USE', 'TEAR_DOWN', 'TO_PRIVATE outcome=failed', 'FREE', 'REUSE'],
  },
  {
    key: 'B7',
    id: 'CVE-2022-49054',
    subject: 'Drivers: hv: vmbus: Deactivate sysctl_record_panic_msg by default in isolated guests',
    source: '9f8b577f7b43; 5.18',
    system: egress.system,
    rule: egress.rules.exportNothingOnPanic,
    steps: ['PANIC', 'HOST_READS_PAGE'],
  },
  {
    key: 'B8',
    id: '(no CVE) netvsc pagebuf',
    subject: 'hv_netvsc: Fix missed pagebuf entries in netvsc_dma_map/unmap()',
    source: '99f1c46011cc; 6.2-rc; Fixes 846da38de0e8',
    system: twoDecisions.system,
    rule: twoDecisions.rules.mapEveryEntry,
    onBytes: async () => (await import('./bytes/unmappedEntry.ts')).unmappedEntry,
    steps: ['MAP_FIRST', 'MAP_REST', 'SEND'],
  },
  {
    key: 'B9',
    id: 'drm/ttm, ptp_kvm',
    subject: 'drm/ttm: mapped pages decrypted; ptp: kvm: Use decrypted memory in confidential guest on x86',
    source: '(not looked up); 6.1.x, 6.1.123',
    system: convertedAlias.system,
    rule: convertedAlias.rules.mapAliasDecrypted,
    steps: ['CONVERT_GPA', 'MAP_ALIAS', 'ACCESS_ALIAS'],
  },
  {
    key: 'B10',
    id: 'linux-svsm #22',
    subject: 'AMDESE/linux-svsm issue 22: page freed while shared',
    source: 'issue #22; fixed in project',
    system: convertedBuffer('svsmPage'),
    rule: bufferRules.undoBeforeFree,
    steps: ['TO_SHARED outcome=done', 'STEP_FAILS', 'FREE', 'REUSE'],
  },
  {
    key: 'C1',
    id: '(no CVE) ring indices',
    subject: 'Drivers: hv: vmbus: Bounds check the shared ring buffer indices',
    source: 'stable backport 6.12.117; 2026; 6.12.117',
    system: fetchedField.system,
    rule: fetchedField.rules.checkRange,
    onBytes: async () => (await import('./bytes/hostileLength.ts')).hostileLength('neverChecks'),
    steps: ['OTHER_WRITES', 'FETCH', 'USE'],
  },
  {
    key: 'C2',
    id: '(no CVE) ring load order',
    subject: 'Drivers: hv: vmbus: Prevent load re-ordering when reading ring buffer',
    source: '(not looked up); 5.17.6',
    system: publishedIndex.system,
    rule: publishedIndex.rules.acquireIndex,
    steps: ['LOAD_HEADER', 'HOST_WRITES_PACKET', 'HOST_WRITES_INDEX', 'LOAD_INDEX', 'PARSE'],
  },
  {
    key: 'C3',
    id: 'CVE-2024-55916',
    subject: 'Drivers: hv: util: Avoid accessing a ringbuffer not initialized yet',
    source: '07a756a49f4b; 6.13 (6.12.7, 6.6.68, 6.1.122 ...); since 4.9',
    system: exposedEarly.system,
    rule: exposedEarly.rules.exposeWhenReady,
    steps: ['EXPOSE', 'CALL'],
  },
  {
    key: 'C4',
    id: '(rule in tree) invalid confidential offer',
    subject:
      'Confidential VMBus: reject offer with external memory encrypted but ring not, or on a non-confidential connection',
    source: 'drivers/hv/channel_mgmt.c (6.18+..7.3); 7.3',
    system: offeredChannel,
    rule: ruleNamed('refuseIncoherentOffer'),
    steps: ['VMBUS_ONOFFER external=true'],
  },
  {
    key: 'C5',
    id: 'OPEN: offer_in_progress not decremented',
    subject: '(not reported as far as I could see) first invalid-offer path returns without atomic_dec',
    source: 'channel_mgmt.c l.1053-1057 in 7.3.4; present in 7.3.4',
    system: offerInProgress.system,
    rule: offerInProgress.rules.balanceCounter,
    steps: ['OFFER ring=false external=true', 'RESCIND'],
  },
  {
    key: 'C6',
    id: 'OPEN: external memory still bounced',
    subject: 'x86/VMBus: Confidential VMBus for dynamic DMA transfers (patch of 2026-04-09, unmerged)',
    source: '-; 7.3: no co_external_memory user in storvsc/netvsc',
    system: externalMemory,
    rule: keepExternalPrivate,
    steps: ['WRITE content=secret', 'MAP_BOUNCED memory=shared'],
  },
];
