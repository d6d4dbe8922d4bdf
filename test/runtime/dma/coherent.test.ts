import { describe, expect, test } from '@jest/globals';
import {
  ConversionError,
  FullError,
  guestPool,
  NotCapableError,
  PAGE_SIZE,
  platforms,
} from '../../../runtime/index.ts';
import { dmaGuest } from '../../fixtures/dmaGuest.ts';

const designs = ['linux612ForceBounce', 'linux73CcShared'] as const;

describe.each(designs)('coherent memory in %s', (design) => {
  test('is shared, cleared after it was converted, and private again before anybody gets it', () => {
    const { api, bus, memory, add, buffer } = dmaGuest({ design, platform: platforms.cca });
    const device = add();
    const before = buffer(device, 2, 0xaa);
    memory.freePages(before, 2 * PAGE_SIZE);
    const coherent = api.dmaAllocCoherent(device, PAGE_SIZE + 1);
    expect(coherent.phys).toBe(before);
    expect(memory.read(coherent.phys, 2 * PAGE_SIZE)).toEqual(Buffer.alloc(2 * PAGE_SIZE));
    bus.write(0, coherent.dmaAddr, Buffer.from('device'), 0);
    expect(memory.read(coherent.phys, 6).toString()).toBe('device');
    memory.write(coherent.phys, Buffer.from('driver'));
    expect(bus.read(0, coherent.dmaAddr, 6, 0).toString()).toBe('driver');
    api.dmaFreeCoherent(device, coherent);
    expect(memory.visibility(coherent.phys)).toBe('private');
    expect(memory.allocPages(2 * PAGE_SIZE, 0)).toBe(before);
  });

  test('is leaked if it cannot be shared: rule of CVE-2024-35939', () => {
    const { api, memory, add } = dmaGuest({
      design,
      conversions: (page, to) =>
        page === 0x8_1000 && to === 'shared' ? { failsLeaving: 'shared' } : 'converts',
    });
    const device = add();
    // The pages behind the pool; the second of them is the one that the host spoils.
    expect(() => api.dmaAllocCoherent(device, 2 * PAGE_SIZE)).toThrow(ConversionError);
    expect(api.leaked).toEqual([{ phys: 0x8_0000, size: 2 * PAGE_SIZE }]);
    expect(api.mappings(device)).toEqual([]);
    // Nobody gets them again, not even those that were converted before it failed.
    expect(memory.allocPages(PAGE_SIZE, 0)).toBe(0x8_2000);
  });

  test('is leaked if it cannot be taken back: rule of CVE-2024-36913', () => {
    const { api, memory, add } = dmaGuest({
      design,
      conversions: (_, to) => (to === 'private' ? { failsLeaving: 'shared' } : 'converts'),
    });
    const device = add();
    const coherent = api.dmaAllocCoherent(device, PAGE_SIZE);
    api.dmaFreeCoherent(device, coherent);
    expect(api.leaked).toEqual([{ phys: coherent.phys, size: PAGE_SIZE }]);
    expect(memory.allocPages(PAGE_SIZE, 0)).not.toBe(coherent.phys);
  });

  test('comes from the atomic pool where nobody may wait, and stays shared', () => {
    const { api, memory, add } = dmaGuest({ design, atomicPages: 2 });
    const device = add();
    const conversions = () => memory.pages.view(memory.controller.pageOf(first.phys)).value;
    const first = api.dmaAllocCoherent(device, PAGE_SIZE, {}, true);
    const second = api.dmaAllocCoherent(device, 1, {}, true);
    expect(() => api.dmaAllocCoherent(device, 1, {}, true)).toThrow(/atomic pool .* 2 of 2 are used/);
    memory.fill(first.phys, PAGE_SIZE, 0xaa);
    api.dmaFreeCoherent(device, first);
    expect(conversions()).toBe('shared');
    const again = api.dmaAllocCoherent(device, PAGE_SIZE, {}, true);
    expect(again.phys).toBe(first.phys);
    expect(memory.read(again.phys, PAGE_SIZE)).toEqual(Buffer.alloc(PAGE_SIZE));
    api.dmaFreeCoherent(device, second);
    api.dmaFreeCoherent(device, again);
  });

  test('within the reach of its mask, or not at all', () => {
    const { api, memory, add } = dmaGuest({ design });
    const device = add({ coherentDmaMask: 0xffffn });
    const free = memory.allocPages(PAGE_SIZE, 0);
    memory.freePages(free, PAGE_SIZE);
    expect(() => api.dmaAllocCoherent(device, 1)).toThrow(NotCapableError);
    expect(memory.allocPages(PAGE_SIZE, 0)).toBe(free);
  });
});

describe('of a restricted pool', () => {
  const restrictedGuest = (design: (typeof designs)[number]) => {
    const guest = dmaGuest({ design, facts: { configRestrictedPool: true } });
    const version = design === 'linux612ForceBounce' ? '6.12' : '7.3';
    const options = { nslabs: 16, nareas: 1, version, forAlloc: true, forceBounce: true } as const;
    const restricted = guestPool(guest.memory, options);
    return { ...guest, restricted, device: guest.add({ pools: { restricted } }) };
  };

  test.each(designs)('%s: coherent memory comes from it, and from nowhere else', (design) => {
    const { api, restricted, device } = restrictedGuest(design);
    const coherent = api.dmaAllocCoherent(device, PAGE_SIZE);
    expect(restricted.mem.isSwiotlbBuffer(device, coherent.phys)).toBe(true);
    expect(() => api.dmaAllocCoherent(device, 16 * 2048)).toThrow(FullError);
    api.dmaFreeCoherent(device, coherent);
    expect(restricted.mem.totalUsed).toBe(0);
  });

  test('Linux 7.3 leaves its slots as they are; 6.12 gives them back private, and then bounces through them', () => {
    const bounced = designs.map((design) => {
      const { api, bus, memory, device, buffer } = restrictedGuest(design);
      const coherent = api.dmaAllocCoherent(device, 16 * 2048);
      api.dmaFreeCoherent(device, coherent);
      const address = api.dmaMapSingle(device, buffer(device, 1, 0xaa), 64, 'TO_DEVICE');
      return { slots: memory.visibility(coherent.phys), read: () => bus.read(0, address, 64, 0) };
    });
    expect(bounced.map(({ slots }) => slots)).toEqual(['private', 'shared']);
    expect(bounced[0]?.read).toThrow(/page ownership refuses/);
    expect(bounced[1]?.read()).toEqual(Buffer.alloc(64, 0xaa));
  });
});
