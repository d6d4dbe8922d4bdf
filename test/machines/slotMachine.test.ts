import { describe, expect, test } from '@jest/globals';
import {
  type Content,
  type Direction,
  type DmaEvent,
  type SlotInput,
  slotMachine,
} from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const map = (dir: Direction, content: Content, device = 0, pool = 0): DmaEvent => ({
  type: 'MAP_BOUNCED',
  mapping: 0,
  device,
  page: 0,
  slot: 0,
  pool,
  dir,
  content,
  memory: 'shared',
  why: 'policy',
});
const unmap = (content: Content, device = 0): DmaEvent => ({
  type: 'UNMAP_BOUNCED',
  mapping: 0,
  device,
  page: 0,
  slot: 0,
  dir: 'TO_DEVICE',
  content,
});
const dmaRead = (t: 0 | 1): DmaEvent => ({ type: 'DMA_READ_SLOT', device: 0, slot: 0, t });
const dmaWrite = (t: 0 | 1, device = 0): DmaEvent => ({
  type: 'DMA_WRITE_SLOT',
  device,
  slot: 0,
  t,
  data: t ? 'secret' : 'public',
});
const hostRead = (content: Content): DmaEvent => ({ type: 'HOST_READ_SLOT', slot: 0, content });
const slot = (input: SlotInput = {}) => lifeOf(slotMachine, input);

describe('a bounce slot', () => {
  test('is copied into at map, whatever the direction', () => {
    for (const dir of ['TO_DEVICE', 'FROM_DEVICE', 'BIDIRECTIONAL'] as const)
      expect(slot().take(map(dir, 'stale')).context).toMatchObject({ content: 'stale', left: 0, device: 0 });
  });

  test('without that rule keeps older bytes under a receiving mapping (CVE-2022-0854)', () => {
    const input = { copiesInAlways: false };
    const reused = slot(input).take(
      map('TO_DEVICE', 'public'),
      unmap('public'),
      map('FROM_DEVICE', 'zero', 1),
    );
    expect(reused.context).toMatchObject({ content: 'public', left: 0, device: 1 });
    expect(slot(input).take(map('BIDIRECTIONAL', 'stale')).context.content).toBe('stale');
  });

  test('keeps its bytes when it is released; a secret is stale from then on', () => {
    expect(slot().take(map('TO_DEVICE', 'public'), unmap('public')).context).toMatchObject({
      content: 'public',
      left: 0,
      device: null,
    });
    expect(slot().take(map('TO_DEVICE', 'secret'), unmap('secret')).context.content).toBe('stale');
  });

  test('is given only in its own pool, once, and released by its own device with what it holds', () => {
    expect(slot({ pool: 1 }).refuses(map('TO_DEVICE', 'public'))).toBe(true);
    const held = slot().take(map('TO_DEVICE', 'public'));
    expect(held.refuses(map('TO_DEVICE', 'public'))).toBe(true);
    expect(held.refuses(unmap('public', 1))).toBe(true);
    expect(held.refuses(unmap('zero'))).toBe(true);
  });

  test('is filled again by a sync, for the device that holds it', () => {
    const synced = slot().take(map('TO_DEVICE', 'public'), {
      type: 'SYNC_FOR_DEVICE',
      mapping: 0,
      page: 0,
      slot: 0,
      content: 'secret',
    });
    expect(synced.context).toMatchObject({ content: 'secret', left: 0 });
    expect(slot().refuses({ type: 'SYNC_FOR_DEVICE', mapping: 0, page: 0, slot: 0, content: 'secret' })).toBe(
      true,
    );
  });
});

describe('who reaches a bounce slot', () => {
  test('in a shared pool everybody, whether it is held or not', () => {
    expect(slot().take(dmaRead(0)).take(dmaRead(1)).take(dmaWrite(0)).context).toMatchObject({
      content: 'public',
      left: 0,
    });
    expect(slot().refuses(hostRead('zero'))).toBe(false);
    expect(slot().refuses(hostRead('public'))).toBe(true);
    const held = slot().take(map('TO_DEVICE', 'stale'));
    expect(held.take(dmaRead(0)).refuses(hostRead('stale'))).toBe(false);
    expect(held.take({ type: 'HOST_WRITE_SLOT', slot: 0 }).context.content).toBe('public');
    expect(held.take(dmaWrite(0, 1)).context).toMatchObject({ content: 'public', left: 0 });
  });

  test('in a private pool only DMA with T=1', () => {
    const held = slot({ visibility: 'private' }).take(map('FROM_DEVICE', 'zero'));
    expect(held.refuses(dmaRead(0))).toBe(true);
    expect(held.refuses(dmaWrite(0))).toBe(true);
    expect(held.refuses(hostRead('zero'))).toBe(true);
    expect(held.refuses({ type: 'HOST_WRITE_SLOT', slot: 0 })).toBe(true);
    expect(held.take(dmaRead(1), dmaWrite(1)).context.content).toBe('secret');
    expect(slot({ visibility: 'private' }).refuses(dmaRead(0))).toBe(true);
    expect(slot({ visibility: 'private' }).refuses(dmaWrite(0))).toBe(true);
  });

  test('a private device writes only the slot that it was given', () => {
    expect(slot().refuses(dmaWrite(1))).toBe(true);
    expect(
      slot()
        .take(map('FROM_DEVICE', 'zero', 1))
        .refuses(dmaWrite(1, 0)),
    ).toBe(true);
  });
});
