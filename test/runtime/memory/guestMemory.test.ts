import { describe, expect, test } from '@jest/globals';
import {
  aliasAddress,
  FullError,
  GuestMemory,
  gpa,
  MemoryFaultError,
  MisuseError,
  PAGE_SIZE,
  physAddr,
  placeOf,
  platforms,
  RefusedByStateError,
} from '../../../runtime/index.ts';

const secret = Buffer.from('a secret of 16+ bytes, marked');
const at = (page: number, offset = 0) => physAddr(page * PAGE_SIZE + offset);

/** Four pages: 0 and 1 private, 2 and 3 shared, all of device 0. */
function fourPages(platform: (typeof platforms)[keyof typeof platforms] = platforms.tdx): GuestMemory {
  const memory = new GuestMemory({ size: 4 * PAGE_SIZE, platform });
  memory.allocPages(4 * PAGE_SIZE, 0);
  memory.setMemoryDecrypted(at(2), 2 * PAGE_SIZE);
  return memory;
}

describe.each(Object.values(platforms))('on $name', (platform) => {
  test('the guest reads what it wrote, across pages of both kinds', () => {
    const memory = fourPages(platform);
    const bytes = Buffer.from(Array.from({ length: 3 * PAGE_SIZE }, (_, i) => (i * 7 + (i >> 8)) % 256));
    memory.write(at(0, 100), bytes);
    expect(memory.read(at(0, 100), bytes.length)).toEqual(bytes);
    expect(memory.read(at(1, 4090), 12)).toEqual(bytes.subarray(PAGE_SIZE + 3990, PAGE_SIZE + 4002));
  });

  test('the host reads plaintext of shared pages, and nothing like it of private ones', () => {
    const memory = fourPages(platform);
    memory.write(at(0, 5), secret);
    memory.write(at(2, 5), secret);
    expect(memory.host.read(at(2, 5), secret.length)).toEqual(secret);
    const page = memory.host.read(at(0), PAGE_SIZE);
    for (let i = 0; i + 6 <= secret.length; i++) expect(page.includes(secret.subarray(i, i + 6))).toBe(false);
  });

  test('a write changes the granules it touches and no other byte of the store', () => {
    const memory = fourPages(platform);
    memory.fill(at(0), 2 * PAGE_SIZE, 0x55);
    const before = memory.host.read(at(0), 2 * PAGE_SIZE);
    memory.write(at(0, 40), Buffer.from([1]));
    memory.write(at(0, 512), Buffer.alloc(32, 1));
    memory.write(at(0, 4095), Buffer.from([2, 3]));
    const after = memory.host.read(at(0), 2 * PAGE_SIZE);
    const changed = new Set<number>();
    for (let i = 0; i < after.length; i++) if (after[i] !== before[i]) changed.add(Math.floor(i / 16));
    expect([...changed]).toEqual([2, 32, 33, 255, 256]);
  });

  test('equal bytes are unlike at unlike places, and under another key', () => {
    const memory = fourPages(platform);
    memory.fill(at(0), 2 * PAGE_SIZE, 0);
    const store = memory.host.read(at(0), 2 * PAGE_SIZE);
    const granules = new Set(
      Array.from({ length: 512 }, (_, i) => store.toString('hex', i * 16, i * 16 + 16)),
    );
    expect(granules.size).toBe(512);
    const other = new GuestMemory({ size: PAGE_SIZE, platform, seed: 1 });
    other.fill(at(0), PAGE_SIZE, 0);
    expect(other.host.read(at(0), 16)).not.toEqual(store.subarray(0, 16));
  });

  test('copies are memmove, of every kind of page', () => {
    const memory = fourPages(platform);
    const bytes = Buffer.from(Array.from({ length: 300 }, (_, i) => i % 251));
    for (const page of [0, 2]) {
      memory.write(at(page, 10), bytes);
      memory.copy(at(page, 20), at(page, 10), 300);
      expect(memory.read(at(page, 20), 300)).toEqual(bytes);
      memory.copy(at(page, 5), at(page, 20), 300);
      expect(memory.read(at(page, 5), 300)).toEqual(bytes);
      memory.copy(at(2 - page, 1000), at(page, 5), 300);
      expect(memory.read(at(2 - page, 1000), 300)).toEqual(bytes);
    }
  });
});

describe('the wrong alias', () => {
  const { tdx, sevSnp, sev, cca } = platforms;

  test('TDX: a shared mapping of a private page is a #VE, a private one of a shared page ends the guest', () => {
    const memory = fourPages(tdx);
    expect(() => memory.readAt(aliasAddress(tdx, at(0), 'shared'), 8)).toThrow('#VE at 0x0');
    expect(() => memory.readAt(aliasAddress(tdx, at(2), 'private'), 8)).toThrow('TD exit at 0x2000');
  });

  test('SEV-SNP: reading past the key gives ciphertext, writing is refused', () => {
    const memory = fourPages(sevSnp);
    memory.write(at(0), secret);
    const alias = aliasAddress(sevSnp, at(0), 'shared');
    expect(memory.readAt(alias, 64)).toEqual(memory.host.read(at(0), 64));
    expect(() => memory.writeAt(alias, secret)).toThrow('#NPF at 0x0');
    expect(memory.read(at(0), secret.length)).toEqual(secret);
    expect(() => memory.readAt(aliasAddress(sevSnp, at(2), 'private'), 8)).toThrow(MemoryFaultError);
  });

  test('SEV: everything passes and comes out as noise', () => {
    const memory = fourPages(sev);
    memory.write(at(2), secret);
    const alias = aliasAddress(sev, at(2), 'private');
    expect(memory.readAt(alias, 16)).not.toEqual(secret.subarray(0, 16));
    memory.writeAt(alias, secret);
    expect(memory.readAt(alias, secret.length)).toEqual(secret);
    expect(memory.read(at(2), 16)).not.toEqual(secret.subarray(0, 16));
  });

  test('CCA: a page is in one half of the address space', () => {
    const memory = fourPages(cca);
    expect(() => memory.readAt(aliasAddress(cca, at(0), 'shared'), 8)).toThrow('stage 2 fault at 0x0');
    expect(() => memory.readAt(aliasAddress(cca, at(2), 'private'), 8)).toThrow('SEA at 0x2000');
  });

  test.each(Object.values(platforms))('$name: an address says alias and place', (platform) => {
    for (const alias of ['private', 'shared'] as const)
      expect(placeOf(platform, aliasAddress(platform, at(3, 5), alias))).toEqual({ at: at(3, 5), alias });
    expect(aliasAddress(platform, at(3), 'private')).not.toBe(aliasAddress(platform, at(3), 'shared'));
    expect(aliasAddress(tdx, at(3), 'shared')).toBe(gpa(2 ** 47 + 0x3000));
    expect(aliasAddress(sevSnp, at(3), 'private')).toBe(gpa(2 ** 51 + 0x3000));
  });
});

describe('the host writes a private page', () => {
  const garbage = Buffer.alloc(16, 0xee);

  test('SEV-SNP and CCA refuse it, and nothing has changed', () => {
    for (const platform of [platforms.sevSnp, platforms.cca]) {
      const memory = fourPages(platform);
      memory.write(at(0), secret);
      expect(() => memory.host.write(at(0), garbage)).toThrow(MemoryFaultError);
      expect(memory.read(at(0), secret.length)).toEqual(secret);
    }
  });

  test('TDX takes it, and the guest gets a machine check when it reads; conversion cures the page', () => {
    const memory = fourPages(platforms.tdx);
    memory.write(at(0), secret);
    memory.host.write(at(0, 512), garbage);
    expect(memory.host.read(at(0, 512), 16)).toEqual(garbage);
    expect(() => memory.read(at(0), 8)).toThrow('#MC at 0x0');
    expect(memory.read(at(1), 8)).toHaveLength(8);
    memory.setMemoryDecrypted(at(0), PAGE_SIZE);
    memory.setMemoryEncrypted(at(0), PAGE_SIZE);
    expect(memory.read(at(0), 8)).toEqual(Buffer.alloc(8));
  });

  test('SEV takes it, and the guest reads noise where it was written and nowhere else', () => {
    const memory = fourPages(platforms.sev);
    memory.fill(at(0), 64, 7);
    memory.host.write(at(0, 16), garbage);
    const read = memory.read(at(0), 64);
    expect(read.subarray(16, 32)).not.toEqual(garbage);
    expect(read.subarray(16, 32)).not.toEqual(Buffer.alloc(16, 7));
    expect(Buffer.concat([read.subarray(0, 16), read.subarray(32)])).toEqual(Buffer.alloc(48, 7));
  });
});

describe('bad requests name the address', () => {
  const memory = new GuestMemory({ size: 4 * PAGE_SIZE, start: physAddr(0x10000) });

  test.each([
    [
      () => memory.read(physAddr(0xffff), 1),
      '1 bytes at 0xffff are not in memory, which is from 0x10000 to 0x14000',
    ],
    [() => memory.read(physAddr(0x13fff), 2), '2 bytes at 0x13fff'],
    [() => memory.write(physAddr(0x14000), Buffer.alloc(1)), '1 bytes at 0x14000'],
    [() => memory.copy(physAddr(0x10000), physAddr(0x13000), 5000), '5000 bytes at 0x13000'],
    [() => memory.copy(physAddr(0x13000), physAddr(0x10000), 5000), '5000 bytes at 0x13000'],
    [() => memory.fill(physAddr(0), 5, 0), '5 bytes at 0x0'],
    [() => memory.host.read(physAddr(0x20000), 4), '4 bytes at 0x20000'],
    [() => memory.host.write(physAddr(0x20000), Buffer.alloc(4)), '4 bytes at 0x20000'],
    [() => memory.readAt(gpa(2 ** 47 + 0x20000), 4), '4 bytes at 0x20000'],
    [() => memory.read(physAddr(0x10000), -1), '-1 bytes at 0x10000: a size is a whole number'],
    [() => memory.read(physAddr(0x10000), 1.5), '1.5 bytes at 0x10000: a size is a whole number'],
    [() => memory.setMemoryDecrypted(physAddr(0x13000), 2 * PAGE_SIZE), '8192 bytes at 0x13000'],
    [() => new GuestMemory({ size: 5000 }), 'memory of 1.220703125 pages'],
    [() => new GuestMemory({ size: PAGE_SIZE, start: physAddr(5) }), 'at 0x5'],
  ])('%#', (request, message) => {
    expect(request).toThrow(RangeError);
    expect(request).toThrow(message);
  });

  test('pages are converted whole', () => {
    expect(() => memory.setMemoryDecrypted(physAddr(0x10001), PAGE_SIZE)).toThrow(MisuseError);
    expect(() => memory.setMemoryDecrypted(physAddr(0x10000), 100)).toThrow('100 bytes at 0x10000');
    expect(() => memory.allocPages(0, 0)).toThrow(MisuseError);
  });
});

describe('the page allocator', () => {
  test('gives the lowest run of free pages that fits, and says when there is none', () => {
    const memory = new GuestMemory({ size: 8 * PAGE_SIZE });
    expect(memory.allocPages(2 * PAGE_SIZE, 0)).toBe(0);
    expect(memory.allocPages(PAGE_SIZE, 1)).toBe(0x2000);
    expect(memory.allocPages(3 * PAGE_SIZE, 'pool')).toBe(0x3000);
    memory.freePages(at(0), 2 * PAGE_SIZE);
    expect(memory.allocPages(PAGE_SIZE, 3)).toBe(0);
    expect(() => memory.allocPages(3 * PAGE_SIZE, 0)).toThrow(FullError);
    expect(memory.allocPages(2 * PAGE_SIZE, 0)).toBe(0x6000);
  });

  test('pages that are taken are not given again, and shared ones are not taken back', () => {
    const memory = fourPages();
    expect(() => memory.allocPages(PAGE_SIZE, 1, at(1))).toThrow(
      'page 0x1000 refuses ALLOC(page=0, device=1)',
    );
    expect(() => memory.freePages(at(1), 2 * PAGE_SIZE)).toThrow(RefusedByStateError);
    expect(memory.pages.view(1).context).toMatchObject({ owner: 'driver', device: 0 });
    memory.freePages(at(1), PAGE_SIZE);
    expect(memory.pages.view(1).context).toMatchObject({ owner: 'allocator', device: null });
  });

  test('clears pages if the design does, and leaves them as they are if not', () => {
    for (const clearsOnAlloc of [true, false]) {
      const memory = new GuestMemory({ size: PAGE_SIZE, page: { clearsOnAlloc } });
      memory.allocPages(PAGE_SIZE, 0);
      memory.write(at(0), secret);
      memory.freePages(at(0), PAGE_SIZE);
      memory.allocPages(PAGE_SIZE, 0);
      expect(memory.read(at(0), secret.length).equals(secret)).toBe(!clearsOnAlloc);
    }
  });
});
