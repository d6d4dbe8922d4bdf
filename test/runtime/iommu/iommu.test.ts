import { describe, expect, test } from '@jest/globals';
import {
  aliasAddress,
  blockingIommu,
  dmaAddr,
  FullError,
  gpa,
  hex,
  type IoMapping,
  type Iommu,
  IoPageTable,
  iova,
  MisuseError,
  NotCapableError,
  noIommu,
  PAGE_SIZE,
  physAddr,
  platforms,
  TwoStageIommu,
  VirtioIommu,
  vtomIommu,
} from '../../../runtime/index.ts';

const { tdx, sevSnp } = platforms;
const mapping = (
  from: number,
  to: number,
  pages = 1,
  access: IoMapping['access'] = 'readWrite',
): IoMapping => ({
  iova: iova(from),
  size: pages * PAGE_SIZE,
  to: gpa(to),
  access,
});

/** Where an address leads a device, or why not. */
function leads(
  iommu: Iommu,
  address: number,
  { device = 0, access = 'read', t = 0 } = {} as { device?: number; access?: 'read' | 'write'; t?: 0 | 1 },
): string {
  const translation = iommu.translate({ device, address: dmaAddr(address), access, t });
  return 'gpa' in translation ? hex(translation.gpa) : translation.refused;
}

describe('an I/O page table', () => {
  test('translates what is mapped, by the kind of access', () => {
    const table = new IoPageTable();
    table.map(mapping(0x10000, 0x3000, 2));
    table.map(mapping(0x20000, 0x8000, 1, 'read'));
    table.map(mapping(0x30000, 0x9000, 1, 'write'));
    expect(table.translate(iova(0x11234), 'write')).toBe(0x4234);
    expect(table.translate(iova(0x12000), 'read')).toBeUndefined();
    expect(table.translate(iova(0xffff), 'read')).toBeUndefined();
    expect(table.translate(iova(0x20010), 'read')).toBe(0x8010);
    expect(table.translate(iova(0x20010), 'write')).toBeUndefined();
    expect(table.translate(iova(0x30000), 'read')).toBeUndefined();
    expect(table.translate(iova(0x30000), 'write')).toBe(0x9000);
  });

  test('takes whole pages, each once, and gives mappings back whole', () => {
    const table = new IoPageTable();
    table.map(mapping(0x10000, 0x3000, 2));
    expect(() => table.map(mapping(0x11000, 0x8000))).toThrow('0x11000 is mapped already');
    expect(() => table.map(mapping(0x20001, 0x8000))).toThrow(MisuseError);
    expect(() => table.map(mapping(0x20000, 0x8001))).toThrow('0x8001, which is not at a page');
    expect(() => table.map({ ...mapping(0x20000, 0), size: 0 })).toThrow('at least one');
    expect(() => table.unmap(iova(0x10000), PAGE_SIZE)).toThrow(
      'would split the mapping of 8192 bytes at 0x10000',
    );
    expect(() => table.unmap(iova(0x11000), 2 * PAGE_SIZE)).toThrow('would split');
    expect(table.mappings).toHaveLength(1);
    expect(table.unmap(iova(0x0), 0x20000)).toEqual([mapping(0x10000, 0x3000, 2)]);
    expect(table.unmap(iova(0x0), 0x20000)).toEqual([]);
  });
});

test('no IOMMU: an address leads where it says; the T bit says what, where the bus has no bit for it', () => {
  const shared = aliasAddress(tdx, physAddr(0x3000), 'shared');
  expect(leads(noIommu(tdx), shared)).toBe(hex(shared));
  expect(leads(noIommu(tdx), 0x3000, { t: 1 })).toBe('0x3000');
  expect(leads(noIommu(sevSnp), 0x3000, { t: 0 })).toBe('0x3000');
  expect(leads(noIommu(sevSnp), 0x3000, { t: 1 })).toBe(
    hex(aliasAddress(sevSnp, physAddr(0x3000), 'private')),
  );
});

test('a stub lets nothing through', () => {
  expect(leads(blockingIommu, 0x3000)).toBe('nothing is mapped, at 0x3000 or anywhere');
});

test('vTOM: below is private, above is the same memory, shared', () => {
  const iommu = vtomIommu(sevSnp, 2 ** 41);
  expect(leads(iommu, 2 ** 41 - 8, { t: 1 })).toBe(
    hex(aliasAddress(sevSnp, physAddr(2 ** 41 - 8), 'private')),
  );
  expect(leads(iommu, 2 ** 41 + 0x3008, { t: 1 })).toBe('0x3008');
  expect(() => vtomIommu(sevSnp, 0)).toThrow(RangeError);
  expect(() => vtomIommu(sevSnp, 0x1001)).toThrow('vTOM 0x1001');
});

describe('two stages', () => {
  test('a device reaches what both let it; in bypass the second alone decides', () => {
    const iommu = new TwoStageIommu(tdx, { stage2: (at) => at < 0x8000 });
    expect(leads(iommu, 0x3000)).toBe('0x3000');
    expect(leads(iommu, 0x9000)).toBe('stage 2 does not lend 0x9000');
    iommu.attach(0);
    expect(leads(iommu, 0x3000)).toBe('stage 1 maps nothing to read at 0x3000');
    expect(leads(iommu, 0x3000, { device: 1 })).toBe('0x3000');
    iommu.map(0, mapping(0x3000, 0x5000));
    iommu.map(0, mapping(0x4000, 0x9000));
    expect(leads(iommu, 0x3010, { access: 'write' })).toBe('0x5010');
    expect(leads(iommu, 0x4000)).toBe('stage 2 does not lend 0x9000');
    expect(leads(iommu, 0x3000, { device: 1 })).toBe('0x3000');
  });

  test('what is unmapped is out of reach at once, or after the next flush', () => {
    for (const invalidation of ['strict', 'lazy'] as const) {
      const iommu = new TwoStageIommu(tdx, { invalidation });
      iommu.map(0, mapping(0x3000, 0x5000));
      iommu.unmap(0, iova(0x3000), PAGE_SIZE);
      expect(leads(iommu, 0x3000)).toBe(
        invalidation === 'lazy' ? '0x5000' : 'stage 1 maps nothing to read at 0x3000',
      );
      iommu.flush();
      expect(leads(iommu, 0x3000)).toBe('stage 1 maps nothing to read at 0x3000');
    }
  });

  test('a flush of one range leaves what was unmapped elsewhere, and of another device', () => {
    const iommu = new TwoStageIommu(tdx, { invalidation: 'lazy' });
    for (const device of [0, 1]) for (const at of [0x3000, 0x4000]) iommu.map(device, mapping(at, at));
    for (const device of [0, 1]) iommu.unmap(device, iova(0x3000), 2 * PAGE_SIZE);
    iommu.flush({ device: 0, from: iova(0x3000), size: PAGE_SIZE });
    expect(iommu.mappings(0)).toEqual([]);
    expect(iommu.cached(0)).toEqual([mapping(0x4000, 0x4000)]);
    expect(iommu.cached(1)).toHaveLength(2);
  });

  test('the alias is that of the guest’s table', () => {
    const iommu = new TwoStageIommu(sevSnp);
    const own = aliasAddress(sevSnp, physAddr(0x5000), 'private');
    iommu.map(0, mapping(0x3000, own));
    expect(leads(iommu, 0x3008, { t: 1 })).toBe(hex(own + 8));
  });
});

describe('a virtio-iommu', () => {
  const unattached = 'VIRTIO_IOMMU_FAULT_R_DOMAIN: device 0 is attached to no domain';

  test('blocks what is attached to nothing, or lets it all through, as it is set', () => {
    expect(leads(new VirtioIommu(tdx, { provider: 'tcb' }), 0x3000)).toBe(unattached);
    expect(leads(new VirtioIommu(tdx, { provider: 'tcb', bypass: true }), 0x3000)).toBe('0x3000');
  });

  test('grants what is mapped in the domain of the device, until it is unmapped', () => {
    const iommu = new VirtioIommu(tdx, { provider: 'tcb' });
    iommu.attach(0, 7);
    iommu.map(7, mapping(0x3000, 0x5000, 1, 'read'));
    expect(leads(iommu, 0x3004)).toBe('0x5004');
    expect(leads(iommu, 0x3004, { access: 'write' })).toBe(
      'VIRTIO_IOMMU_FAULT_R_MAPPING: domain 7 maps nothing to write at 0x3004',
    );
    expect(leads(iommu, 0x3004, { device: 1 })).toContain('R_DOMAIN: device 1');
    iommu.unmap(7, iova(0x3000), PAGE_SIZE);
    expect(leads(iommu, 0x3004)).toContain('R_MAPPING');
  });

  test('a domain goes with its last device, and its mappings with it', () => {
    const iommu = new VirtioIommu(tdx, { provider: 'tcb' });
    iommu.attach(0, 7);
    iommu.attach(1, 7);
    iommu.map(7, mapping(0x3000, 0x5000));
    iommu.attach(0, 8);
    expect(leads(iommu, 0x3000)).toContain('R_MAPPING: domain 8');
    expect(leads(iommu, 0x3000, { device: 1 })).toBe('0x5000');
    iommu.detach(1, 7);
    expect(() => iommu.map(7, mapping(0x4000, 0x6000))).toThrow('VIRTIO_IOMMU_S_NOENT: there is no domain 7');
    iommu.attach(0, 7);
    expect(leads(iommu, 0x3000)).toContain('R_MAPPING: domain 7');
    expect(iommu.grants).toEqual([]);
  });

  test('a bypass domain lets everything through and maps nothing', () => {
    const iommu = new VirtioIommu(tdx, { provider: 'tcb' });
    iommu.attach(0, 7, { bypass: true });
    expect(leads(iommu, 0x3000)).toBe('0x3000');
    expect(() => iommu.map(7, mapping(0x3000, 0x5000))).toThrow('VIRTIO_IOMMU_S_INVAL: domain 7 is a bypass');
    expect(() => iommu.attach(1, 7)).toThrow('domain 7 is a bypass domain');
    expect(() => iommu.detach(1, 7)).toThrow('device 1 is not attached to domain 7');
  });

  test('of the VMM takes grants from the host; of trusted code only the guest’s', () => {
    const theirs = new VirtioIommu(tdx, { provider: 'vmm' });
    theirs.attach(0, 1);
    theirs.map(1, mapping(0x3000, 0x5000));
    theirs.map(1, mapping(0x9000, 0x9000), 'host');
    expect(leads(theirs, 0x9000)).toBe('0x9000');
    expect(theirs.grants.map(({ iova: from, domain, by }) => [from, domain, by])).toEqual([
      [0x3000, 1, 'guest'],
      [0x9000, 1, 'host'],
    ]);
    const ours = new VirtioIommu(tdx, { provider: 'tcb' });
    ours.attach(0, 1);
    expect(() => ours.map(1, mapping(0x9000, 0x9000), 'host')).toThrow(NotCapableError);
    expect(() => ours.unmap(1, iova(0x9000), PAGE_SIZE, 'host')).toThrow(NotCapableError);
  });

  test('in the simple mode takes one buffer, and another when that is gone', () => {
    const iommu = new VirtioIommu(tdx, { provider: 'tcbSimple' });
    iommu.attach(0, 1);
    iommu.map(1, mapping(0x3000, 0x5000, 4));
    expect(() => iommu.map(1, mapping(0x9000, 0x9000))).toThrow(FullError);
    iommu.unmap(1, iova(0x3000), 4 * PAGE_SIZE);
    iommu.map(1, mapping(0x9000, 0x9000));
    expect(iommu.grants).toHaveLength(1);
  });
});
