import type { Bug } from './bug.ts';
import { convertedAlias } from './worlds/convertedAlias.ts';
import { earlyGhcb } from './worlds/earlyGhcb.ts';
import { egress } from './worlds/egress.ts';
import { emulatedMmio } from './worlds/emulatedMmio.ts';
import { fetchedField } from './worlds/fetchedField.ts';
import { injectedInterrupt } from './worlds/injectedInterrupt.ts';
import { kexec } from './worlds/kexec.ts';
import { lateWriteback } from './worlds/lateWriteback.ts';
import { reservedTable } from './worlds/reservedTable.ts';
import { unacceptedMemory } from './worlds/unacceptedMemory.ts';

/** The kernel of a confidential guest: conversions, exceptions, acceptance, kexec. */
export const guestBugs: readonly Bug[] = [
  {
    key: 'E1',
    id: '(no CVE) load_unaligned_zeropad',
    subject: 'x86/tdx: Fix race between set_memory_encrypted() and load_unaligned_zeropad()',
    source: '195edce08b63; 6.5',
    system: convertedAlias.system,
    rule: convertedAlias.rules.hideBeforeConversion,
    steps: ['CONVERT_GPA', 'ZEROPAD_LOAD'],
  },
  {
    key: 'E2',
    id: 'CVE-2024-46794',
    subject: 'x86/tdx: Fix data leak in mmio_read()',
    source: 'b6fb565a2d15; 6.11',
    system: egress.system,
    rule: egress.rules.initialiseArguments,
    steps: ['COMPUTE', 'HYPERCALL', 'HOST_READS_REGISTER'],
  },
  {
    key: 'E3',
    id: 'CVE-2024-47727',
    subject: 'x86/tdx: Fix "in-kernel MMIO" check',
    source: 'd4fc4d014715; 6.12 (6.11.2, 6.6.54, 6.1.113); since 5.19',
    system: emulatedMmio.system,
    rule: emulatedMmio.rules.checkAddress,
    steps: ['MMAP', 'SYSCALL', 'EMULATE'],
  },
  {
    key: 'E4',
    id: 'CVE-2023-52874',
    subject: 'x86/tdx: Zero out the missing RSI in TDX_HYPERCALL macro',
    source: '5d092b66119d; 6.7',
    system: egress.system,
    rule: egress.rules.initialiseArguments,
    steps: ['COMPUTE', 'HYPERCALL', 'HOST_READS_REGISTER'],
  },
  {
    key: 'E5',
    id: 'CVE-2023-46813',
    subject: 'x86/sev: Check IOBM / MMIO user-space access in #VC',
    source: '63e44bc52047 ff.; <6.5.9',
    system: fetchedField.system,
    rule: fetchedField.rules.fetchOnce,
    steps: ['FETCH', 'OTHER_WRITES', 'USE'],
  },
  {
    key: 'E6',
    id: 'CVE-2026-31470',
    subject: "virt: tdx-guest: Fix handling of host controlled 'quote' buffer length",
    source: 'c3fd16c3b98e; 7.0 (6.19.11, 6.18.21, 6.12.80); since 6.7',
    system: fetchedField.system,
    rule: fetchedField.rules.fetchOnce,
    onBytes: async () => (await import('./bytes/hostileLength.ts')).hostileLength('fetchesTwice'),
    steps: ['FETCH', 'OTHER_WRITES', 'USE'],
  },
  {
    key: 'E7',
    id: 'CVE-2024-36331 (AMD-SB-3014)',
    subject: 'x86/sev: Evict cache lines during SNP memory validation',
    source: '(Linux mitigation in 6.12.48 / 6.1.148); AMD PI GenoaPI_1.0.0.F; Linux 2025-09',
    system: lateWriteback.system,
    rule: lateWriteback.rules.evictOnValidate,
    steps: ['HOST_WRITE', 'RMPUPDATE', 'PVALIDATE', 'GUEST_WRITE', 'WRITE_BACK'],
  },
  {
    key: 'E8',
    id: '(no CVE) GHCB before acceptance',
    subject: 'x86/boot/sev: Avoid shared GHCB page for early memory acceptance',
    source: 'd54d610243a4; 6.15 (+ SVSM follow-up; earlier fcd042e86422 broke it)',
    system: earlyGhcb.system,
    rule: earlyGhcb.rules.useMsrProtocolEarly,
    steps: ['SHARE_GHCB', 'ACCESS'],
  },
  {
    key: 'E9',
    id: 'CVE-2024-25744 (int80) / CVE-2024-25742 (#VC)',
    subject:
      'x86/coco: Disable 32-bit emulation by default on TDX and SEV; x86/sev: Harden #VC instruction emulation',
    source: 'b82a8dbd3d2f; e3ef461af35a; 6.6.7 / 6.7; 6.9',
    system: injectedInterrupt.system,
    rule: injectedInterrupt.rules.filterVectors,
    steps: ['INJECT', 'HANDLE', 'DECIDE'],
  },
  {
    key: 'F1',
    id: 'CVE-2025-38008',
    subject: 'mm/page_alloc: fix race condition in unaccepted memory handling',
    source: 'fefc07518227; 6.15 (6.14.8, 6.12.30, 6.6.92); since 6.5',
    system: unacceptedMemory.system,
    rule: unacceptedMemory.rules.countUnderLock,
    steps: ['TAKE_LAST_OF_A', 'ADD_TO_B', 'KEY_OFF', 'ALLOC_FROM_B'],
  },
  {
    key: 'F2',
    id: '(no CVE) unaccepted table reservation',
    subject: 'efi: Fix reservation of unaccepted memory table',
    source: '0862438c9048; 7.0',
    system: reservedTable.system,
    rule: reservedTable.rules.reserveWholePages,
    steps: ['RESERVE', 'ALLOC_WRITE page=2', 'TOUCH'],
  },
  {
    key: 'F3',
    id: '(no CVE) kexec TDX',
    subject: 'x86/tdx: Convert shared memory back to private on kexec',
    source: '(series, K. Shutemov); 6.11',
    system: kexec.system,
    rule: kexec.rules.unshareAll,
    steps: ['SHUT_DOWN', 'NEXT_KERNEL', 'TOUCH'],
  },
  {
    key: 'F4',
    id: '(no CVE) kexec SNP: skipped page',
    subject: 'x86/sev: Make sure pages are not skipped during kdump',
    source: '82b7f88f2316; 6.15-rc7 / 6.14.8; Fixes 3074152e56c9 (6.13)',
    system: kexec.system,
    rule: kexec.rules.skipOnlyGhcb,
    steps: ['SHUT_DOWN', 'UNSHARE page=1', 'NEXT_KERNEL', 'TOUCH page=1'],
  },
  {
    key: 'F5',
    id: '(no CVE) kexec SNP: VMSA touched',
    subject: 'x86/sev: Do not touch VMSA pages during SNP guest memory kdump',
    source: 'd2062cc1b1c3; 6.15-rc7 / 6.14.8; Fixes 3074152e56c9',
    system: kexec.system,
    rule: kexec.rules.retireCpus,
    steps: ['SHUT_DOWN', 'NEXT_KERNEL', 'TOUCH_VMSA'],
  },
];
