import { describe, expect, test } from '@jest/globals';
import {
  ConversionError,
  type ConversionPolicy,
  GuestMemory,
  MemoryFaultError,
  PAGE_SIZE,
  type Platform,
  physAddr,
  platforms,
  RefusedByStateError,
} from '../../../runtime/index.ts';

const at = (page: number) => physAddr(page * PAGE_SIZE);
const all = 4 * PAGE_SIZE;
const bytes = Buffer.from(Array.from({ length: PAGE_SIZE }, (_, i) => (i * 13) % 256));

function pagesOfOneDriver(platform: Platform, conversions?: ConversionPolicy): GuestMemory {
  const memory = new GuestMemory({ size: all, platform, ...(conversions ? { conversions } : {}) });
  memory.allocPages(all, 0);
  return memory;
}

/** State by the page machine, truth by hardware, and what the kernel's direct map says, page by page. */
const states = (memory: GuestMemory): string[] =>
  [0, 1, 2, 3].map(
    (page) =>
      `${memory.pages.view(page).value}/${memory.visibility(at(page))}/${memory.directMapEntry(at(page))}`,
  );

describe('what conversion does to the bytes', () => {
  test.each([platforms.tdx, platforms.cca])('$name: they are zero, whichever way', (platform) => {
    const memory = pagesOfOneDriver(platform);
    memory.write(at(0), bytes);
    memory.setMemoryDecrypted(at(0), PAGE_SIZE);
    expect(memory.host.read(at(0), PAGE_SIZE)).toEqual(Buffer.alloc(PAGE_SIZE));
    memory.write(at(0), bytes);
    memory.setMemoryEncrypted(at(0), PAGE_SIZE);
    expect(memory.read(at(0), PAGE_SIZE)).toEqual(Buffer.alloc(PAGE_SIZE));
  });

  test.each([platforms.sevSnp, platforms.sev])(
    '$name: memory keeps what it holds, noise from the other side',
    (platform) => {
      const memory = pagesOfOneDriver(platform);
      memory.write(at(0), bytes);
      const ciphertext = memory.host.read(at(0), PAGE_SIZE);
      memory.setMemoryDecrypted(at(0), PAGE_SIZE);
      expect(memory.read(at(0), PAGE_SIZE)).toEqual(ciphertext);
      memory.write(at(0), bytes);
      memory.setMemoryEncrypted(at(0), PAGE_SIZE);
      expect(memory.host.read(at(0), PAGE_SIZE)).toEqual(bytes);
      expect(memory.read(at(0), 16)).not.toEqual(bytes.subarray(0, 16));
    },
  );

  test('a platform that keeps them shows the host whatever the page held', () => {
    const memory = pagesOfOneDriver({ ...platforms.cca, onConversion: 'keep' });
    memory.write(at(0), bytes);
    memory.setMemoryDecrypted(at(0), PAGE_SIZE);
    expect(memory.host.read(at(0), PAGE_SIZE)).toEqual(bytes);
    memory.setMemoryEncrypted(at(0), PAGE_SIZE);
    expect(memory.read(at(0), PAGE_SIZE)).toEqual(bytes);
    expect(memory.host.read(at(0), 16)).not.toEqual(bytes.subarray(0, 16));
  });
});

test.each(Object.values(platforms))('$name: the page machine is told what its conversions do', (platform) => {
  const memory = pagesOfOneDriver(platform);
  memory.setMemoryDecrypted(at(0), PAGE_SIZE);
  expect(memory.pages.view(0).context['content']).toBe(platform.onConversion === 'scrub' ? 'zero' : 'stale');
});

describe('a conversion is asked for, and answered page by page', () => {
  test.each([
    [platforms.tdx, 'shared'],
    [platforms.sevSnp, 'private'],
    [platforms.cca, 'absent'],
  ] as const)('$name: the direct map is %s meanwhile', (platform, meanwhile) => {
    const memory = pagesOfOneDriver(platform);
    memory.requestConversion(at(0), 2 * PAGE_SIZE, 'shared');
    expect(states(memory).slice(0, 2)).toEqual([
      `sharing/private/${meanwhile}`,
      `sharing/private/${meanwhile}`,
    ]);
    memory.answerConversion(at(1), 'converts');
    expect(states(memory).slice(0, 3)).toEqual([
      `sharing/private/${meanwhile}`,
      'shared/shared/shared',
      'private/private/private',
    ]);
    memory.requestConversion(at(1), PAGE_SIZE, 'private');
    expect(states(memory)[1]).toBe(`unsharing/shared/${meanwhile}`);
    memory.answerConversion(at(1), 'converts');
    expect(states(memory)[1]).toBe('private/private/private');
  });

  test('the CPU meets meanwhile what the platform makes of a direct map that is early or late', () => {
    const reading = (platform: Platform) => {
      const memory = pagesOfOneDriver(platform);
      memory.requestConversion(at(0), PAGE_SIZE, 'shared');
      return () => memory.read(at(0), 1);
    };
    expect(reading(platforms.tdx)).toThrow('#VE at 0x0');
    expect(reading(platforms.cca)).toThrow('page fault at 0x0: the direct map does not have this page');
    expect(reading(platforms.sevSnp)()).toHaveLength(1);
  });

  test('nobody answers what nobody has asked', () => {
    const memory = pagesOfOneDriver(platforms.tdx);
    expect(() => memory.answerConversion(at(0), 'converts')).toThrow(
      'page 0x0 refuses CONVERTED(page=0) in state private',
    );
    expect(states(memory)[0]).toBe('private/private/private');
  });
});

describe('a conversion of several pages that fails', () => {
  const failsAt =
    (page: number, failsLeaving: 'private' | 'shared'): ConversionPolicy =>
    (asked) =>
      asked === at(page) ? { failsLeaving } : 'converts';

  test('leaves pages before it converted, and the others in doubt, as the host has made them', () => {
    const memory = pagesOfOneDriver(platforms.tdx, failsAt(1, 'shared'));
    expect(() => memory.setMemoryDecrypted(at(0), 3 * PAGE_SIZE)).toThrow(ConversionError);
    expect(states(memory)).toEqual([
      'shared/shared/shared',
      'unknown/shared/shared',
      'unknown/private/shared',
      'private/private/private',
    ]);
  });

  test('says where, and that all of them are lost', () => {
    const memory = pagesOfOneDriver(platforms.tdx, failsAt(2, 'private'));
    let error: unknown;
    try {
      memory.setMemoryDecrypted(at(1), 3 * PAGE_SIZE);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'ConversionError', at: at(2) });
    expect(String(error)).toContain(
      'conversion to shared of 12288 bytes at 0x1000 fail at 0x2000: leak them all',
    );
  });

  test('on the way back likewise: pages that the host kept are read by it still', () => {
    let failing = false;
    const memory = pagesOfOneDriver(platforms.tdx, (page) =>
      failing && page === at(2) ? { failsLeaving: 'shared' } : 'converts',
    );
    memory.setMemoryDecrypted(at(0), all);
    failing = true;
    expect(() => memory.setMemoryEncrypted(at(1), 3 * PAGE_SIZE)).toThrow('fail at 0x2000');
    expect(states(memory)).toEqual([
      'shared/shared/shared',
      'private/private/shared',
      'unknown/shared/shared',
      'unknown/shared/shared',
    ]);
    memory.write(at(2), bytes);
    expect(memory.host.read(at(2), PAGE_SIZE)).toEqual(bytes);
    expect(() => memory.write(at(1), bytes)).toThrow(MemoryFaultError);
  });

  test('pages in doubt are never freed, unless the design forgets to leak them', () => {
    const careful = pagesOfOneDriver(platforms.tdx, failsAt(0, 'shared'));
    expect(() => careful.setMemoryDecrypted(at(0), PAGE_SIZE)).toThrow(ConversionError);
    expect(() => careful.freePages(at(0), PAGE_SIZE)).toThrow(
      'page 0x0 refuses FREE(page=0) in state unknown',
    );

    const careless = new GuestMemory({
      size: PAGE_SIZE,
      page: { leaksOnFailure: false },
      conversions: failsAt(0, 'shared'),
    });
    careless.allocPages(PAGE_SIZE, 0);
    expect(() => careless.setMemoryDecrypted(at(0), PAGE_SIZE)).toThrow(ConversionError);
    careless.freePages(at(0), PAGE_SIZE);
    careless.allocPages(PAGE_SIZE, 1);
    careless.write(at(0), bytes);
    expect(careless.host.read(at(0), PAGE_SIZE)).toEqual(bytes);
  });
});

describe('whose pages are converted', () => {
  test('only pages that somebody has; if one is nobody’s, none changes', () => {
    const memory = new GuestMemory({ size: all });
    memory.allocPages(PAGE_SIZE, 0);
    expect(() => memory.setMemoryDecrypted(at(0), 2 * PAGE_SIZE)).toThrow('page 0x1000 refuses SHARE');
    expect(states(memory)[0]).toBe('private/private/private');
  });

  test('of drivers and of pools; what is shared is not shared again', () => {
    const memory = new GuestMemory({ size: all });
    memory.allocPages(PAGE_SIZE, 3);
    memory.allocPages(PAGE_SIZE, 'pool');
    memory.setMemoryDecrypted(at(0), 2 * PAGE_SIZE);
    expect(states(memory).slice(0, 2)).toEqual(['shared/shared/shared', 'shared/shared/shared']);
    expect(() => memory.setMemoryDecrypted(at(0), PAGE_SIZE)).toThrow(RefusedByStateError);
    memory.setMemoryEncrypted(at(0), 2 * PAGE_SIZE);
    memory.freePages(at(0), 2 * PAGE_SIZE);
    expect(memory.pages.view(1).context['owner']).toBe('allocator');
  });

  test('a page that is known to hold a secret is not shared', () => {
    const memory = pagesOfOneDriver(platforms.tdx);
    memory.pages.step(0, { type: 'WRITE', page: 0, device: 0, content: 'secret' });
    expect(() => memory.setMemoryDecrypted(at(0), PAGE_SIZE)).toThrow('page 0x0 refuses SHARE');
  });
});
