import type { Bug } from './bug.ts';
import { discardedFrames } from './worlds/discardedFrames.ts';
import { exposedEarly } from './worlds/exposedEarly.ts';
import { fetchedField } from './worlds/fetchedField.ts';
import { halfPopulated } from './worlds/halfPopulated.ts';
import { inPlaceConversion } from './worlds/inPlaceConversion.ts';
import { launchMeasurement } from './worlds/launchMeasurement.ts';
import { mirroredVm } from './worlds/mirroredVm.ts';
import { signedBinding } from './worlds/signedBinding.ts';
import { straddlingConversion } from './worlds/straddlingConversion.ts';

/** The hypervisor and the VMM, where they are meant to be honest. */
export const hostBugs: readonly Bug[] = [
  {
    key: 'G1',
    id: 'CVE-2026-53360',
    subject: 'KVM: SEV: Require in-GHCB scratch area if GHCB v2+ is in use',
    source: 'db3f2195d293; 7.1 (7.0.12, 6.18.35, 6.12.93); since 6.10',
    system: fetchedField.system,
    rule: fetchedField.rules.boundExactly,
    steps: ['OTHER_WRITES value=2', 'FETCH', 'CHECK', 'USE'],
  },
  {
    key: 'G2',
    id: 'CVE-2026-63937',
    subject: 'KVM: SEV: Use READ_ONCE() when reading entries/indices from PSC buffer',
    source: 'c8cc238093ca; 7.1 (7.0.12, 6.18.35, 6.12.93); since 6.11',
    system: fetchedField.system,
    rule: fetchedField.rules.fetchOnce,
    steps: ['FETCH', 'OTHER_WRITES', 'USE'],
  },
  {
    key: 'G3',
    id: 'CVE-2023-4155',
    subject: 'KVM: SEV: only access GHCB fields once',
    source: '(see CVE); 6.5',
    system: fetchedField.system,
    rule: fetchedField.rules.fetchOnce,
    steps: ['FETCH', 'OTHER_WRITES', 'USE'],
  },
  {
    key: 'G4',
    id: 'CVE-2026-64283',
    subject: 'KVM: guest_memfd: Treat memslot binding offset+size as unsigned values',
    source: 'eba85fee7fc6 (f3a98d5881b9 in 7.1.4); 7.2-rc1 / 7.1.4; since 6.8',
    system: signedBinding.system,
    rule: signedBinding.rules.compareUnsigned,
    steps: ['BIND', 'FAULT'],
  },
  {
    key: 'G5',
    id: 'CVE-2026-31591',
    subject: 'KVM: SEV: Lock all vCPUs when synchronizing VMSAs for SNP launch finish',
    source: 'c87938fc7d99 (last one listed; 30fd9d8c8208 in 6.18.24); 7.0.1, 6.19.14, 6.18.24',
    system: launchMeasurement.system,
    rule: launchMeasurement.rules.lockVcpus,
    steps: ['FINISH_BEGINS', 'SET_REGS', 'MEASURE'],
  },
  {
    key: 'G6',
    id: 'CVE-2026-72286',
    subject: 'KVM: SEV: Do not allow intra-host migration/mirroring of SNP VMs',
    source: '6ee414078823; 7.2 (7.1.5, 6.18.40, 6.12.97); since 6.11',
    system: mirroredVm.system,
    rule: mirroredVm.rules.refuseMirrorOfSnp,
    steps: ['COPY_ENC_CONTEXT', 'CONVERT vm=second'],
  },
  {
    key: 'G7',
    id: 'guest_memfd lifetime series',
    subject:
      'KVM: guest_memfd: Remove bindings on memslot deletion when gmem is dying; Establish bindings after memslot is ready; take invalidate lock when unbinding; Split bind()',
    source: '(titles); 6.12.63; 7.3.3',
    system: exposedEarly.system,
    rule: exposedEarly.rules.exposeWhenReady,
    steps: ['EXPOSE', 'CALL'],
  },
  {
    key: 'G8',
    id: 'AMDSEV #109 / QEMU coordinated discard',
    subject: 'physmem: Support coordinated discarding of RAM with guest_memfd (ram-block-attributes)',
    source: 'qemu v6 series 2025-05-30; QEMU 10.1 cycle',
    system: discardedFrames.system,
    rule: discardedFrames.rules.notifyOnConversion,
    steps: ['TO_PRIVATE', 'TO_SHARED', 'WRITE_REQUEST', 'DEVICE_READ'],
  },
  {
    key: 'G9',
    id: 'QEMU conversion across regions',
    subject: 'accel/kvm: Fix kvm_convert_memory calls crossing memory regions',
    source:
      'patch 2025-09-18 (AMDESE/qemu 6b0eaa20); NVIDIA/Kata builds carry it; upstream state not checked',
    system: straddlingConversion.system,
    rule: straddlingConversion.rules.splitByRegion,
    steps: ['TO_PRIVATE', 'INVALID_RANGE'],
  },
  {
    key: 'G10',
    id: 'in-place conversion order',
    subject: 'design rule: unmap-before-conversion-to-private, map-after-conversion-to-shared',
    source: 'QEMU patch v4 11/13 (2025-04-07), reply of 2025-07-17; not merged',
    system: inPlaceConversion.system,
    rule: inPlaceConversion.rules.unmapBeforePrivate,
    steps: ['SET_PRIVATE', 'WRITE_SECRET', 'DEVICE_READ'],
  },
  {
    key: 'G11',
    id: 'OPEN: QEMU populate failure',
    subject:
      'ram_block_attributes_state_change(): bitmap set, listener populate fails half-way, nothing rolled back',
    source: 'system/ram-block-attributes.c; as stored in index',
    system: halfPopulated.system,
    rule: halfPopulated.rules.undoPopulate,
    steps: ['TO_SHARED', 'FIRST_MAPS', 'SECOND_FAILS'],
  },
];
