import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, type PageInput, pageMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const alloc: DmaEvent = { type: 'ALLOC', page: 0, device: 0 };
const free: DmaEvent = { type: 'FREE', page: 0 };
const share: DmaEvent = { type: 'SHARE', page: 0, device: 0 };
const unshare: DmaEvent = { type: 'UNSHARE', page: 0 };
const converted: DmaEvent = { type: 'CONVERTED', page: 0 };
const fails: DmaEvent = { type: 'CONVERSION_FAILS', page: 0 };
const unbind: DmaEvent = { type: 'UNBIND_DRIVER', device: 0 };
const write = (content: 'public' | 'secret', device = 0): DmaEvent => ({
  type: 'WRITE',
  page: 0,
  device,
  content,
});
const dmaRead = (t: 0 | 1): DmaEvent => ({ type: 'DMA_READ', device: 0, page: 0, t });
const dmaWrite = (t: 0 | 1, data: 'public' | 'secret' = t ? 'secret' : 'public'): DmaEvent => ({
  type: 'DMA_WRITE',
  device: 0,
  page: 0,
  t,
  data,
});
const hostRead = (content: 'zero' | 'public' | 'secret' | 'stale'): DmaEvent => ({
  type: 'HOST_READ',
  page: 0,
  content,
});
const direct = (over: Partial<Extract<DmaEvent, { type: 'MAP_DIRECT' }>> = {}): DmaEvent => ({
  type: 'MAP_DIRECT',
  mapping: 0,
  device: 0,
  page: 0,
  dir: 'TO_DEVICE',
  address: 'private',
  reach: 'withinMask',
  ...over,
});
const bounced = (over: Partial<Extract<DmaEvent, { type: 'MAP_BOUNCED' }>> = {}): DmaEvent => ({
  type: 'MAP_BOUNCED',
  mapping: 0,
  device: 0,
  page: 0,
  slot: 0,
  pool: 0,
  dir: 'TO_DEVICE',
  content: 'public',
  memory: 'shared',
  why: 'policy',
  ...over,
});
const unmapDirect: DmaEvent = { type: 'UNMAP_DIRECT', mapping: 0, device: 0, page: 0 };
const page = (input: PageInput = {}) => lifeOf(pageMachine, input);
const owned = (input: PageInput = {}) => page(input).take(alloc);

describe('what a page holds', () => {
  test('a free page holds what its last owner left, and allocation does not clear it', () => {
    expect(owned().context).toMatchObject({ owner: 'driver', device: 0, content: 'stale' });
    expect(owned({ clearsOnAlloc: true }).context.content).toBe('zero');
  });

  test('a secret that is freed is stale; public data stays public', () => {
    expect(owned().take(write('secret'), free).context).toMatchObject({
      owner: 'allocator',
      device: null,
      content: 'stale',
    });
    expect(owned().take(write('public'), free).context.content).toBe('public');
  });

  test('only the driver that owns the page writes, and only public data to a shared one', () => {
    expect(page().refuses(write('public'))).toBe(true);
    expect(owned().refuses(write('public', 1))).toBe(true);
    const shared = owned().take(share, converted);
    expect(shared.refuses(write('secret'))).toBe(true);
    expect(shared.refuses(write('public', 1))).toBe(true);
    expect(shared.take(write('public')).context.content).toBe('public');
  });

  test('a conversion scrubs the bytes, or keeps them, as the platform does', () => {
    expect(owned().take(share, converted).context.content).toBe('zero');
    expect(owned({ onConversion: 'keep' }).take(share, converted).context.content).toBe('stale');
    expect(owned({ onConversion: 'keep' }).take(share, converted, unshare, converted).value).toBe('private');
  });
});

describe('who reaches a page', () => {
  test('private memory takes DMA with T=1 only, and no host', () => {
    expect(owned().refuses(dmaRead(0))).toBe(true);
    expect(owned().refuses(dmaRead(1))).toBe(false);
    expect(owned().refuses(dmaWrite(0))).toBe(true);
    expect(owned().refuses(hostRead('stale'))).toBe(true);
    expect(owned().refuses({ type: 'HOST_WRITE', page: 0 })).toBe(true);
  });

  test('shared memory takes everybody, and the host reads what is there', () => {
    const shared = owned().take(share, converted);
    expect(shared.refuses(dmaRead(0))).toBe(false);
    expect(shared.refuses(dmaRead(1))).toBe(false);
    expect(shared.refuses(hostRead('zero'))).toBe(false);
    expect(shared.refuses(hostRead('secret'))).toBe(true);
    expect(shared.take({ type: 'HOST_WRITE', page: 0 }).context.content).toBe('public');
    expect(shared.take(dmaWrite(0)).context.content).toBe('public');
  });

  test('a private device writes shared memory only where it was told to', () => {
    const shared = owned().take(share, converted);
    expect(shared.refuses(dmaWrite(1))).toBe(true);
    expect(shared.take(direct({ address: 'shared', dir: 'FROM_DEVICE' }), dmaWrite(1)).context.content).toBe(
      'secret',
    );
  });

  test('what a private device writes where nobody asked for it is nobody’s data', () => {
    expect(owned().take(dmaWrite(1)).context.content).toBe('stale');
    expect(owned().take(direct({ dir: 'FROM_DEVICE' }), dmaWrite(1)).context.content).toBe('secret');
  });

  test('until the host has converted it, a page is what it was', () => {
    const sharing = owned().take(share);
    expect(sharing.refuses(dmaRead(0))).toBe(true);
    expect(sharing.refuses(hostRead('stale'))).toBe(true);
    expect(sharing.take(dmaRead(1), dmaWrite(1)).value).toBe('sharing');
    const unsharing = owned().take(share, converted, unshare);
    expect(unsharing.refuses(hostRead('zero'))).toBe(false);
    expect(unsharing.take(dmaRead(0), { type: 'HOST_WRITE', page: 0 }).context.content).toBe('public');
  });
});

describe('a conversion that fails', () => {
  test.each([
    ['on the way out', [share]],
    ['on the way back', [share, converted, unshare]],
  ])('%s leaves a page that everybody may reach', (_, way) => {
    const unknown = owned().take(...way, fails);
    expect(unknown.value).toBe('unknown');
    expect(unknown.refuses(dmaRead(0))).toBe(false);
    expect(unknown.refuses({ type: 'HOST_WRITE', page: 0 })).toBe(false);
  });

  test('the page is leaked: nobody gets it, writes it or maps it again, and its driver may go', () => {
    const unknown = owned().take(share, fails);
    for (const event of [
      free,
      write('public'),
      direct({ dir: 'FROM_DEVICE' }),
      bounced({ dir: 'FROM_DEVICE', content: 'stale' }),
      alloc,
    ])
      expect(unknown.refuses(event)).toBe(true);
    expect(unknown.refuses(unbind)).toBe(false);
  });

  test('without the rule it goes back to the allocator, and to the next owner', () => {
    const unknown = owned({ leaksOnFailure: false }).take(share, fails);
    expect(unknown.refuses(unbind)).toBe(true);
    const reused = unknown.take(free).take(alloc).take(write('secret'));
    expect(reused.refuses(hostRead('secret'))).toBe(false);
    expect(reused.take(direct()).context.mapped).toBe('direct');
    expect(reused.take(bounced({ content: 'secret' })).context.mapped).toBe('bounced');
    expect(
      reused
        .take(bounced({ content: 'secret' }))
        .refuses({ type: 'SYNC_FOR_DEVICE', mapping: 0, page: 0, slot: 0, content: 'secret' }),
    ).toBe(false);
  });
});

describe('mappings of a page', () => {
  test('a buffer to send must have been written for the device; one to receive may hold anything', () => {
    expect(owned().refuses(direct())).toBe(true);
    expect(owned().refuses(direct({ dir: 'BIDIRECTIONAL' }))).toBe(true);
    expect(owned().refuses(direct({ dir: 'FROM_DEVICE' }))).toBe(false);
    expect(owned().take(write('secret')).refuses(direct())).toBe(false);
  });

  test('the address says what the page is, unless the design does not care', () => {
    expect(owned().refuses(direct({ dir: 'FROM_DEVICE', address: 'shared' }))).toBe(true);
    expect(
      owned({ addressFollowsPage: false }).refuses(direct({ dir: 'FROM_DEVICE', address: 'shared' })),
    ).toBe(false);
    expect(
      owned()
        .take(share, converted)
        .refuses(direct({ dir: 'FROM_DEVICE' })),
    ).toBe(true);
  });

  test('a page beyond the mask is mapped as such', () => {
    expect(owned({ reach: 'beyondMask' }).refuses(direct({ dir: 'FROM_DEVICE' }))).toBe(true);
    expect(owned({ reach: 'beyondMask' }).refuses(direct({ dir: 'FROM_DEVICE', reach: 'beyondMask' }))).toBe(
      false,
    );
  });

  test('a mapped page is not freed, shared, converted or mapped again, and its driver cannot go', () => {
    const mapped = owned().take(write('public'), direct());
    for (const event of [free, share, direct(), bounced(), unbind]) expect(mapped.refuses(event)).toBe(true);
    expect(mapped.take(unmapDirect).refuses(free)).toBe(false);
    const sharedMapped = owned().take(share, converted, direct({ address: 'shared', dir: 'FROM_DEVICE' }));
    expect(sharedMapped.refuses(unshare)).toBe(true);
  });

  test('a bounce takes what the page holds, and gives back what the slot holds unless TO_DEVICE', () => {
    const unmap = (dir: 'TO_DEVICE' | 'FROM_DEVICE', content: 'public' | 'secret'): DmaEvent => ({
      type: 'UNMAP_BOUNCED',
      mapping: 0,
      device: 0,
      page: 0,
      slot: 0,
      dir,
      content,
    });
    expect(
      owned()
        .take(write('public'))
        .refuses(bounced({ content: 'secret' })),
    ).toBe(true);
    const mapped = owned().take(write('public'), bounced());
    expect(mapped.take(unmap('TO_DEVICE', 'secret')).context).toMatchObject({
      mapped: 'no',
      content: 'public',
    });
    expect(mapped.take(unmap('FROM_DEVICE', 'secret')).context).toMatchObject({
      mapped: 'no',
      content: 'secret',
    });
    expect(mapped.refuses(unmapDirect)).toBe(true);
  });

  test('a sync copies what the page holds now, and only while it is bounced', () => {
    const sync = (content: 'public' | 'secret'): DmaEvent => ({
      type: 'SYNC_FOR_DEVICE',
      mapping: 0,
      page: 0,
      slot: 0,
      content,
    });
    const mapped = owned().take(write('public'), bounced());
    expect(mapped.refuses(sync('secret'))).toBe(true);
    expect(mapped.take(write('secret')).refuses(sync('secret'))).toBe(false);
    expect(owned().take(write('public')).refuses(sync('public'))).toBe(true);
    expect(
      owned()
        .take(share, converted, bounced({ dir: 'FROM_DEVICE', content: 'zero' }), write('public'))
        .refuses(sync('public')),
    ).toBe(false);
  });
});

describe('ownership', () => {
  test('a secret is not shared, and another device’s driver cannot share or lose the page', () => {
    expect(owned().take(write('secret')).refuses(share)).toBe(true);
    expect(owned().refuses({ type: 'SHARE', page: 0, device: 1 })).toBe(true);
    expect(owned().refuses({ type: 'UNBIND_DRIVER', device: 1 })).toBe(false);
    expect(owned().take(share).refuses({ type: 'UNBIND_DRIVER', device: 1 })).toBe(false);
    expect(owned().take(share).refuses(unbind)).toBe(true);
    expect(owned().take(share, converted).refuses(unbind)).toBe(true);
    expect(owned().take(share, converted, unshare).refuses(unbind)).toBe(true);
    expect(page().refuses(unbind)).toBe(false);
  });

  test('a pool takes free pages, shares them, and gives back private ones', () => {
    const grown = page().take({ type: 'POOL_GROW', pool: 0, page: 0 });
    expect(grown.context.owner).toBe('pool');
    expect(grown.refuses(alloc)).toBe(true);
    expect(grown.refuses(free)).toBe(true);
    const back = grown.take(share, converted, unshare, converted, { type: 'POOL_SHRINK', pool: 0, page: 0 });
    expect(back.context.owner).toBe('allocator');
    expect(owned().refuses({ type: 'POOL_GROW', pool: 0, page: 0 })).toBe(true);
    expect(owned().refuses({ type: 'POOL_SHRINK', pool: 0, page: 0 })).toBe(true);
  });
});
