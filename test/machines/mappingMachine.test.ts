import { describe, expect, test } from '@jest/globals';
import { type Direction, type DmaEvent, type MappingInput, mappingMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const direct = (dir: Direction): DmaEvent => ({
  type: 'MAP_DIRECT',
  mapping: 0,
  device: 0,
  page: 1,
  dir,
  address: 'private',
  reach: 'withinMask',
});
const bounced = (dir: Direction): DmaEvent => ({
  type: 'MAP_BOUNCED',
  mapping: 0,
  device: 0,
  page: 1,
  slot: 1,
  pool: 0,
  dir,
  content: 'public',
  memory: 'shared',
  why: 'policy',
});
const unmapDirect = (page = 1, device = 0): DmaEvent => ({ type: 'UNMAP_DIRECT', mapping: 0, device, page });
const unmapBounced = (dir: Direction, slot = 1, page = 1, device = 0): DmaEvent => ({
  type: 'UNMAP_BOUNCED',
  mapping: 0,
  device,
  page,
  slot,
  dir,
  content: 'public',
});
const complete = (device = 0): DmaEvent => ({ type: 'COMPLETE', mapping: 0, device });
const consume = (page = 1): DmaEvent => ({ type: 'CONSUME', mapping: 0, page });
const dmaWrite = (page = 1, device = 0): DmaEvent => ({
  type: 'DMA_WRITE',
  device,
  page,
  t: 1,
  data: 'secret',
});
const dmaWriteSlot = (slot = 1, device = 0): DmaEvent => ({
  type: 'DMA_WRITE_SLOT',
  device,
  slot,
  t: 0,
  data: 'public',
});
const accept = (device = 0): DmaEvent => ({ type: 'ACCEPT', device });
const unbind = (device = 0): DmaEvent => ({ type: 'UNBIND_DRIVER', device });
const sync = (page = 1, slot = 1): DmaEvent => ({
  type: 'SYNC_FOR_DEVICE',
  mapping: 0,
  page,
  slot,
  content: 'public',
});
const mapping = (input: MappingInput = {}) => lifeOf(mappingMachine, input);

describe('a mapping', () => {
  test('remembers what it maps, and where its address points', () => {
    expect(mapping().take(direct('TO_DEVICE')).context).toMatchObject({
      device: 0,
      page: 1,
      slot: null,
      dir: 'TO_DEVICE',
      address: 'private',
    });
    expect(mapping().take(bounced('TO_DEVICE')).context).toMatchObject({
      device: 0,
      page: 1,
      slot: 1,
      pool: 0,
      address: 'shared',
    });
  });

  test('to the device is forgotten at unmap, after completion and as it was made', () => {
    const live = mapping().take(direct('TO_DEVICE'));
    expect(live.refuses(unmapDirect())).toBe(true);
    expect(live.refuses(complete(1))).toBe(true);
    const done = live.take(complete());
    expect(done.refuses(unmapDirect(0))).toBe(true);
    expect(done.refuses(unmapDirect(1, 1))).toBe(true);
    expect(done.take(unmapDirect())).toMatchObject({
      value: 'idle',
      context: { device: null, page: null, dir: null, address: null, completed: false },
    });
    const bouncedDone = mapping().take(bounced('TO_DEVICE'), complete());
    for (const other of [
      unmapBounced('FROM_DEVICE'),
      unmapBounced('TO_DEVICE', 0),
      unmapBounced('TO_DEVICE', 1, 0),
      unmapBounced('TO_DEVICE', 1, 1, 1),
    ])
      expect(bouncedDone.refuses(other)).toBe(true);
    expect(bouncedDone.take(unmapBounced('TO_DEVICE')).value).toBe('idle');
    expect(mapping().take(bounced('TO_DEVICE')).refuses(unmapBounced('TO_DEVICE'))).toBe(true);
  });

  test('from the device leaves something to use, written or not', () => {
    const lied = mapping().take(direct('FROM_DEVICE'), complete(), unmapDirect());
    expect(lied).toMatchObject({ value: 'received', context: { page: 1, written: false } });
    expect(lied.refuses(consume(0))).toBe(true);
    expect(lied.take(consume()).value).toBe('idle');
    expect(mapping().take(direct('FROM_DEVICE'), dmaWrite(), complete(), unmapDirect()).context.written).toBe(
      true,
    );
    expect(
      mapping().take(bounced('BIDIRECTIONAL'), dmaWriteSlot(), complete(), unmapBounced('BIDIRECTIONAL'))
        .context.written,
    ).toBe(true);
    expect(mapping().take(direct('FROM_DEVICE')).refuses(unmapDirect())).toBe(true);
    expect(mapping().take(bounced('FROM_DEVICE')).refuses(unmapBounced('FROM_DEVICE'))).toBe(true);
  });

  test('is written only through itself', () => {
    const live = mapping().take(direct('FROM_DEVICE'));
    for (const other of [dmaWrite(0), dmaWrite(1, 1), dmaWriteSlot()])
      expect(live.take(other).context.written).toBe(false);
    const bounce = mapping().take(bounced('FROM_DEVICE'));
    for (const other of [dmaWrite(), dmaWriteSlot(0), dmaWriteSlot(1, 1)])
      expect(bounce.take(other).context.written).toBe(false);
    expect(mapping().take(direct('TO_DEVICE'), dmaWrite()).context.written).toBe(false);
  });

  test('stops no device', () => {
    for (const state of [
      mapping(),
      mapping().take(direct('TO_DEVICE'), complete()),
      mapping().take(direct('FROM_DEVICE'), complete(), unmapDirect()),
    ])
      for (const event of [dmaWrite(), dmaWriteSlot()]) expect(state.refuses(event)).toBe(false);
  });

  test('is synced as it was made, unless it only receives', () => {
    const live = mapping().take(bounced('TO_DEVICE'));
    expect(live.refuses(sync())).toBe(false);
    expect(live.refuses(sync(0))).toBe(true);
    expect(live.refuses(sync(1, 0))).toBe(true);
    expect(mapping().take(bounced('FROM_DEVICE')).refuses(sync())).toBe(true);
    expect(mapping().take(direct('TO_DEVICE')).refuses(sync())).toBe(true);
  });

  test.each([
    ['direct', direct],
    ['bounced', bounced],
  ] as const)('that is %s and live forbids its device to be accepted, and its driver to go', (_, make) => {
    const live = mapping().take(make('TO_DEVICE'));
    expect(live.refuses(accept())).toBe(true);
    expect(live.refuses(accept(1))).toBe(false);
    expect(live.refuses(unbind())).toBe(true);
    expect(live.refuses(unbind(1))).toBe(false);
    expect(mapping({ refusesAccept: false }).take(make('TO_DEVICE')).refuses(accept())).toBe(false);
    expect(mapping({ refusesAccept: false }).take(make('TO_DEVICE')).refuses(unbind())).toBe(true);
    expect(mapping().refuses(accept())).toBe(false);
  });

  test('that is idle or used up forbids nothing', () => {
    const received = mapping().take(direct('FROM_DEVICE'), complete(), unmapDirect());
    expect(received.take(accept(), unbind()).value).toBe('received');
    expect(mapping().take(accept(), unbind()).value).toBe('idle');
  });
});
