import type { Bug } from './bug.ts';
import { freedInDoubt } from './bytes/freedInDoubt.ts';
import { overShared } from './bytes/overShared.ts';
import { roundedSlot } from './bytes/roundedSlot.ts';
import { staleSlot } from './bytes/staleSlot.ts';
import { ruleNamed } from './ruleNamed.ts';
import { atomicPool } from './worlds/atomicPool.ts';
import { bouncedRequest } from './worlds/bouncedRequest.ts';
import { convertedAlias } from './worlds/convertedAlias.ts';
import { bufferRules, convertedBuffer } from './worlds/convertedBuffer.ts';
import { convertedRange, rangeRules } from './worlds/convertedRange.ts';
import {
  acceptedDevice,
  bindGuardToGuests,
  encryptedHost,
  failedPool,
  reusedPage,
  reusedSlot,
} from './worlds/dmaWorlds.ts';
import { maxMappingSize } from './worlds/maxMappingSize.ts';
import { nestedSlotSearch } from './worlds/nestedSlotSearch.ts';
import { slotRuns } from './worlds/slotRuns.ts';

/** Bounce buffers, coherent memory and the atomic pool. */
export const swiotlbBugs: readonly Bug[] = [
  {
    key: 'A1',
    id: 'CVE-2022-0854 (kernel id CVE-2022-48853)',
    subject: "swiotlb: fix info leak with DMA_FROM_DEVICE (+ the later 'rework')",
    source: 'ddbd89deb7d3; 5.17; stable 5.16.18 carries fix and rework',
    system: reusedSlot,
    rule: ruleNamed('copyInForEveryDirection'),
    onBytes: staleSlot,
    steps: ['MAP_BOUNCED dir=TO_DEVICE', 'COMPLETE', 'UNMAP_BOUNCED', 'MAP_BOUNCED dir=FROM_DEVICE'],
  },
  {
    key: 'A2',
    id: 'CVE-2024-35814',
    subject: 'swiotlb: Fix double-allocation of slots due to broken alignment handling',
    source: '04867a7a3332; 6.9 (Debian 6.7.12); broken since 6.3 (0eee5ae10256)',
    system: slotRuns.system,
    rule: slotRuns.rules.alignSlots,
    onBytes: roundedSlot,
    steps: ['MAP_ONE', 'ALLOC_COHERENT'],
  },
  {
    key: 'A3',
    id: 'CVE-2023-52790',
    subject: 'swiotlb: fix out-of-bounds TLB allocations with CONFIG_SWIOTLB_DYNAMIC',
    source: '53c87e846e33; 6.7 cycle; stable 6.6.3',
    system: slotRuns.system,
    rule: slotRuns.rules.clipToPool,
    steps: ['MAP_RUN'],
  },
  {
    key: 'A4',
    id: 'CVE-2024-35939',
    subject: 'dma-direct: Leak pages on dma_set_decrypted() failure',
    source: 'b9fa16949d18; 6.9',
    system: reusedPage,
    rule: ruleNamed('leakOnFailedConversion'),
    onBytes: freedInDoubt,
    steps: [
      'ALLOC device=0',
      'SHARE',
      'CONVERSION_FAILS',
      'FREE',
      'ALLOC device=1',
      'WRITE content=secret',
      'HOST_READ content=secret',
    ],
  },
  {
    key: 'A5',
    id: '(no CVE) swiotlb set_memory_decrypted',
    subject: 'dma: swiotlb: handle set_memory_decrypted() failures',
    source: 'ad8d2326d264; 7.3-rc1 (a first patch was posted 2022-11-22 by D. Cui and never merged)',
    system: failedPool,
    rule: ruleNamed('failPoolClosed'),
    steps: ['POOL_INIT_FAILS', 'MAP_BOUNCED'],
  },
  {
    key: 'A6',
    id: 'CVE-2026-90387',
    subject: 'swiotlb: Preserve allocation virtual address for dynamic pools',
    source: '57d29044d0f2; 7.3-rc1; 7.2.6, 6.18.52, 6.12.110, 6.6.157; broken since 6.6 (79636caad361)',
    system: atomicPool.system,
    rule: atomicPool.rules.keepAllocAddress,
    steps: ['ALLOC', 'FREE_AS_PAGES'],
  },
  {
    key: 'A7',
    id: 'CVE-2026-89995',
    subject: 'dma-direct: return struct page from dma_direct_alloc_from_pool()',
    source: '94a04ad732c9; 7.3-rc1; 7.2.5, 6.18.51, 6.12.110; broken since 5.10 (5b138c534fda)',
    system: atomicPool.system,
    rule: atomicPool.rules.typeHandles,
    steps: ['ALLOC', 'FREE_AS_PAGES'],
  },
  {
    key: 'A8',
    id: '(no CVE) DMA_DIRECT_REMAP pool',
    subject: 'dma/pool: Ensure DMA_DIRECT_REMAP allocations are decrypted',
    source: '89a2d212bdb4; 6.17 cycle, stable 2025-09',
    system: convertedAlias.system,
    rule: convertedAlias.rules.mapAliasDecrypted,
    steps: ['CONVERT_GPA', 'MAP_ALIAS', 'ACCESS_ALIAS'],
  },
  {
    key: 'A9',
    id: '(no CVE) over-decrypt',
    subject: "dma-direct: don't over-decrypt memory",
    source: '4a37f3dd9a83; 5.19',
    system: convertedRange('exactPages', 'PFN_UP'),
    rule: rangeRules.shareWhatWasAllocated,
    onBytes: overShared,
    steps: ['ALLOC', 'TO_SHARED', 'WRITE_SECRET page=3'],
  },
  {
    key: 'A10',
    id: '(no CVE) dma_set_encrypted size',
    subject: 'dma-direct: use the correct size for dma_set_encrypted()',
    source: '(not looked up); 5.18.x / 5.19',
    system: convertedRange('pagesOfAnOrder', 'get_order'),
    rule: rangeRules.restoreWhatWasShared,
    steps: ['TO_SHARED', 'TO_PRIVATE', 'FREE', 'WRITE_SECRET page=3'],
  },
  {
    key: 'A11',
    id: '(no CVE) re-encrypt on alloc failure',
    subject:
      'dma-direct: re-encrypt memory if dma_direct_alloc_pages() fails; check return value when encrypting or decrypting',
    source: '(not looked up); 5.7.10 / 5.8',
    system: convertedBuffer('undoneSharing'),
    rule: bufferRules.undoBeforeFree,
    steps: ['ALLOC', 'TO_SHARED outcome=done', 'STEP_FAILS', 'FREE', 'REUSE'],
  },
  {
    key: 'A12',
    id: '(7.3 guard) headline rule',
    subject: 'swiotlb: track pool encryption state; map_single refuses a pool that does not match the device',
    source: 'd5fd03cdd6c0 + series v7 (22 patches); 7.3-rc1; 7.2 has no such check',
    system: acceptedDevice,
    rule: ruleNamed('matchPoolToDevice'),
    steps: ['LOCK', 'ACCEPT', 'WRITE content=secret', 'MAP_BOUNCED memory=shared'],
  },
  {
    key: 'A13',
    id: '(7.3 guard) too strict on hosts',
    subject:
      'review fallout of the same series: SME host with mem_encrypt=on iommu=pt swiotlb=force fails to boot',
    source: '(series v6->v7); never released; fixed before 7.3-rc1',
    system: encryptedHost,
    rule: bindGuardToGuests,
    steps: ['FORCE_SWIOTLB', 'WRITE content=secret'],
  },
  {
    key: 'A14',
    id: '(no CVE) storvsc bounce leak',
    subject: 'scsi: storvsc: Fix swiotlb bounce buffer leak in confidential VM',
    source: '67ff3d0a49f3; 6.2-rc (6.1.7); Fixes 743b237c3a7b',
    system: bouncedRequest.system,
    rule: bouncedRequest.rules.unmapOnError,
    steps: ['MAP', 'RING_FULL'],
  },
  {
    key: 'A15',
    id: '(no CVE) untrusted device segment size',
    subject: 'iommu/dma: Force swiotlb_max_mapping_size on an untrusted device',
    source: '(not looked up); 6.7.12 / 6.1.85',
    system: maxMappingSize.system,
    rule: maxMappingSize.rules.advertiseBounceMax,
    steps: ['MAX_MAPPING_SIZE', 'SUBMIT size=512'],
  },
  {
    key: 'A16',
    id: 'edk2 IoMmuDxe',
    subject: 'OvmfPkg/IoMmuDxe: bounce buffer handed out twice',
    source: 'edk2 PR #4663 / #4665; July 2023',
    system: nestedSlotSearch.system,
    rule: nestedSlotSearch.rules.testAndSet,
    steps: ['FIND_FREE', 'NESTED_MAP', 'TAKE'],
  },
];
