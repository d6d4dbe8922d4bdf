import type { Bug } from './bug.ts';
import { ruleNamed } from './ruleNamed.ts';
import { atsOfVf } from './worlds/atsOfVf.ts';
import { cachedTdiState } from './worlds/cachedTdiState.ts';
import { coveredIdentifiers } from './worlds/coveredIdentifiers.ts';
import { createdPdev } from './worlds/createdPdev.ts';
import { heldDevice } from './worlds/heldDevice.ts';
import { heldTlp } from './worlds/heldTlp.ts';
import { interfaceIds } from './worlds/interfaceIds.ts';
import { relockedObject } from './worlds/relockedObject.ts';
import { reorderedTlps } from './worlds/reorderedTlps.ts';
import { rmpCheck } from './worlds/rmpCheck.ts';
import { splitSession } from './worlds/splitSession.ts';
import { streamBlocks } from './worlds/streamBlocks.ts';
import { bareTdi, securedTdi } from './worlds/tdiWorlds.ts';

/** Devices, links and monitors: IDE, SPDM, TDISP, and what hardware guards. */
export const deviceBugs: readonly Bug[] = [
  {
    key: 'H1',
    id: 'CVE-2025-9614',
    subject:
      'PCIe IDE spec: insufficient guidance on re-key and flush at rebind (delayed posted redirection)',
    source: 'PCI-SIG ECN; IDE spec < 6.5/7.1 rev',
    system: heldTlp.system,
    rule: heldTlp.rules.rekeyOnRebind,
    steps: ['POST_WRITE', 'REBIND', 'DELIVER_WRITE'],
  },
  {
    key: 'H2',
    id: 'CVE-2025-9613',
    subject: 'PCIe IDE spec: tag reuse after completion timeout',
    source: 'PCI-SIG ECN; same',
    system: heldTlp.system,
    rule: heldTlp.rules.freshTags,
    steps: ['REQUEST', 'TIME_OUT', 'REUSE_TAG', 'DELIVER_COMPLETION'],
  },
  {
    key: 'H3',
    id: 'CVE-2025-9612',
    subject: 'PCIe IDE spec: TLP reordering/replay without detection',
    source: 'PCI-SIG ECN; same',
    system: reorderedTlps.system,
    rule: reorderedTlps.rules.checkOrder,
    steps: ['WRITE_DATA', 'WRITE_DOORBELL', 'DELIVER_DOORBELL', 'CONSUME'],
  },
  {
    key: 'H4',
    id: '(no CVE) RID off by one',
    subject: 'PCI/IDE: Fix off by one error calculating VF RID range',
    source: '8370af2019de; 6.19',
    system: coveredIdentifiers.system,
    rule: coveredIdentifiers.rules.endAtLastVf,
    steps: ['STREAM_ALLOC', 'TLP rid=3'],
  },
  {
    key: 'H5',
    id: '(no CVE) unused stream init',
    subject: 'PCI/IDE: Fix reading a wrong reg for unused sel stream initialization',
    source: '0b50f116af5e; 6.19/7.0',
    system: streamBlocks.system,
    rule: streamBlocks.rules.reserveUnusedStreams,
    steps: ['INIT_BLOCK', 'INIT_BLOCK', 'STREAM_ENABLE'],
  },
  {
    key: 'H6',
    id: '(no CVE) VF ATS trust',
    subject:
      'PCI/ATS: VF inherits ATS permission of its PF (7.2->7.3 diff of pci_ats_supported/pci_prepare_ats)',
    source: '(subject not looked up); 7.3',
    system: atsOfVf.system,
    rule: atsOfVf.rules.inheritAtsTrust,
    steps: ['ENABLE_VF', 'ENABLE_ATS of=VF', 'DMA address=translated'],
  },
  {
    key: 'H7',
    id: 'spdm-emu nonce entropy',
    subject: 'TDISP sample: START nonce had only one random byte',
    source: 'issue #282 / 3630f47; spdm-emu',
    system: securedTdi,
    rule: ruleNamed('compareWholeNonce'),
    steps: ['LOCK_INTERFACE_REQUEST', 'START_INTERFACE_REQUEST nonce=none reply=START_INTERFACE_RESPONSE'],
  },
  {
    key: 'H8',
    id: 'spdm-emu nonce reuse',
    subject: 'TDISP sample: clear nonce after use',
    source: '9fe2e72; spdm-emu',
    system: securedTdi,
    rule: ruleNamed('oneShotNonce'),
    steps: [
      'LOCK_INTERFACE_REQUEST',
      'STOP_INTERFACE_REQUEST',
      'LOCK_INTERFACE_REQUEST',
      'START_INTERFACE_REQUEST nonce=stale reply=START_INTERFACE_RESPONSE',
    ],
  },
  {
    key: 'H9',
    id: 'spdm-emu IDE before LOCK',
    subject: 'All IDE keys must be programmed before LOCK',
    source: '925a9b2; 2025-07-31 (AMD)',
    system: bareTdi,
    rule: ruleNamed('keysBeforeLock'),
    steps: ['SPDM_SESSION_START', 'LOCK_INTERFACE_REQUEST reply=LOCK_INTERFACE_RESPONSE'],
  },
  {
    key: 'H10',
    id: 'spdm-emu function id',
    subject: 'TDISP sample: take function_id from the message',
    source: '5394c00; spdm-emu',
    system: interfaceIds.system,
    rule: interfaceIds.rules.echoInterfaceId,
    steps: [
      'LOCK_INTERFACE_REQUEST tdi=f1',
      'LOCK_INTERFACE_RESPONSE',
      'KEEP_NONCE',
      'START_INTERFACE_REQUEST',
    ],
  },
  {
    key: 'H11',
    id: 'OPEN: caliptra-mcu-sw #1925/#1924/#1921',
    subject:
      'START nonce not invalidated on STOP/ERROR; state machine spread over vendor drivers; LOCK without key check',
    source: 'open issues; 2026',
    system: securedTdi,
    rule: ruleNamed('oneShotNonce'),
    steps: [
      'LOCK_INTERFACE_REQUEST',
      'STOP_INTERFACE_REQUEST',
      'START_INTERFACE_REQUEST nonce=stale reply=START_INTERFACE_RESPONSE',
    ],
  },
  {
    key: 'H12',
    id: 'TF-RMM a773789a',
    subject: 'rsi_vdev_get_info: TOCTOU relock of stale granules',
    source: 'a773789a; 2026-04-14',
    system: relockedObject.system,
    rule: relockedObject.rules.revalidateAfterRelock,
    steps: ['LOOK_UP', 'UNLOCK', 'DESTROY', 'USE'],
  },
  {
    key: 'H13',
    id: 'TF-RMM fa5d9b16, fda93cf4, 3379af2e, 58e4a068, 17dbd296',
    subject:
      'PDEV granule state on failure; clear MSI-X table lock bit before LOCK; tear IDE down only if active; RID range check in PDEV_CREATE; mmio_reporting_offset',
    source: '(hashes); 2026',
    system: createdPdev.system,
    rule: createdPdev.rules.undoFailedCreate,
    steps: ['PDEV_CREATE', 'COMMUNICATION_FAILS'],
  },
  {
    key: 'H14',
    id: 'openvmm vm/devices/tdisp (draft review)',
    subject:
      'host unblock without rollback when validator fails; cached state initial Unlocked vs Uninitialized; stale state on invalid host reply; panic on mismatch; no ERROR state',
    source: 'PR #4414/#4449 (drafts), #2069/#2818/#2829 merged; 2026',
    system: cachedTdiState.system,
    rule: cachedTdiState.rules.undoUnblock,
    steps: ['LOCK', 'REFUSE_REPORT'],
  },
  {
    key: 'H15',
    id: 'CVE-2023-31127',
    subject: 'libspdm: SPDM mutual authentication bypass (KEY_EXCHANGE + PSK_FINISH)',
    source: 'PR #2006/#2007; libspdm 2.3.2',
    system: splitSession.system,
    rule: splitSession.rules.finishAsBegun,
    steps: ['KEY_EXCHANGE', 'PSK_FINISH', 'LOCK_INTERFACE_REQUEST'],
  },
  {
    key: 'H16',
    id: 'pci-tsm find_dsm_dev',
    subject: 'PCI/TSM: use-after-free in find_dsm_dev (patch 2026-06-16)',
    source: '-; disputed / not seen merged',
    system: heldDevice.system,
    rule: heldDevice.rules.holdReference,
    steps: ['FIND_DSM', 'UNPLUG', 'RELEASE', 'USE_DSM'],
  },
  {
    key: 'J1',
    id: 'CVE-2023-20584 (AMD-SB-3003)',
    subject: 'IOMMU: invalid DTE special address ranges bypass RMP',
    source: 'firmware; 2024',
    system: rmpCheck.system,
    rule: rmpCheck.rules.checkInvalidDte,
    steps: ['ASSIGN', 'INVALIDATE_DTE', 'DEVICE_WRITE'],
  },
  {
    key: 'J2',
    id: 'CVE-2023-20585 (AMD-SB-3016)',
    subject: 'IOMMU RMP check insufficient on host buffers',
    source: 'firmware; 2026-04-16',
    system: rmpCheck.system,
    rule: rmpCheck.rules.checkIommuBuffers,
    steps: ['ASSIGN', 'SET_LOG_BASE', 'IOMMU_LOGS'],
  },
  {
    key: 'J3',
    id: 'CVE-2024-21944 (BadRAM) / CVE-2025-0033 (RMPocalypse)',
    subject: 'memory aliasing by SPD; RMP writable during SNP init',
    source: 'AMD-SB-3015; AMD-SB-3020; 2024-12/2026-06; 2025-10-14',
    system: rmpCheck.system,
    rule: rmpCheck.rules.refuseAliasedDram,
    steps: ['INSERT_ALIASED_DRAM', 'ASSIGN', 'WRITE_ALIAS'],
  },
];
