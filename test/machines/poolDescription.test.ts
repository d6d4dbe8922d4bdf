import { describe, expect, test } from '@jest/globals';
import {
  advertisedRangeMachine,
  type DmaEvent,
  dmaConfigMachine,
  poolMemoryMachine,
  poolOwnerMachine,
  sharedSlotMachine,
} from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;

describe('the memory of a pool', () => {
  const booted = (input: object, ...before: DmaEvent[]) =>
    lifeOf(poolMemoryMachine, input).take(...before, { type: 'BOOT_DONE' }).value;

  test('is a pool, untouched, or RAM, by what was reported and who knows it', () => {
    expect(booted({}, { type: 'RESERVE_POOL' })).toBe('pool');
    expect(booted({ guestKnows: false })).toBe('untouched');
    expect(booted({ guestKnows: false, reported: 'ram' })).toBe('ram');
    expect(lifeOf(poolMemoryMachine).refuses({ type: 'BOOT_DONE' })).toBe(true);
  });

  test('is overlapped where the loader did not keep out', () => {
    expect(lifeOf(poolMemoryMachine).refuses({ type: 'PLACE_OVER_POOL' })).toBe(true);
    expect(booted({ loaderKeepsOut: false }, { type: 'PLACE_OVER_POOL' }, { type: 'RESERVE_POOL' })).toBe(
      'overlapped',
    );
  });
});

describe('the DMA of a device comes to', () => {
  test.each([
    [{}, 'pool'],
    [{ pool: 'none' }, 'direct'],
    [{ pool: 'none', refusesWithout: true }, 'refused'],
    [{ guestKnows: false }, 'direct'],
    [{ behindIommu: true }, 'iommu'],
    [{ behindIommu: true, iommuFirst: false }, 'pool'],
    [{ behindIommu: true, iommuFirst: false, pool: 'none' }, 'iommu'],
    [{ pool: 'catchAll' }, 'pool'],
  ] as const)('%j: %s', (input, way) => {
    const described = lifeOf(dmaConfigMachine, input);
    for (const other of ['iommu', 'pool', 'direct', 'refused'] as const)
      expect(described.refuses({ type: 'CONFIGURE_DMA', ...on, way: other })).toBe(other !== way);
  });

  test('nothing found once the reference is dropped, unless there is a catch-all', () => {
    const dropped = lifeOf(dmaConfigMachine).take({ type: 'DROP_REFERENCE', ...on });
    expect(dropped.take({ type: 'CONFIGURE_DMA', ...on, way: 'direct' }).value).toBe('direct');
    expect(lifeOf(dmaConfigMachine, { pool: 'catchAll' }).refuses({ type: 'DROP_REFERENCE', ...on })).toBe(
      true,
    );
  });
});

describe('a range in configuration space', () => {
  const change: DmaEvent = { type: 'CHANGE_RANGE', ...on };
  const start = (where: 'pool' | 'ram'): DmaEvent => ({ type: 'READ_START', ...on, where });
  const length = (where: 'pool' | 'ram'): DmaEvent => ({ type: 'READ_LENGTH', ...on, where });
  const accept: DmaEvent = { type: 'ACCEPT_RANGE', ...on };
  const torn = [start('pool'), change, length('ram')] as const;

  test('is accepted whole and declared, or as the rules that are off let it', () => {
    expect(lifeOf(advertisedRangeMachine).take(start('pool'), length('pool')).refuses(accept)).toBe(false);
    expect(
      lifeOf(advertisedRangeMachine)
        .take(...torn)
        .refuses(accept),
    ).toBe(true);
    expect(
      lifeOf(advertisedRangeMachine, { checksDeclared: false })
        .take(...torn)
        .refuses(accept),
    ).toBe(false);
    const ambiguous = lifeOf(advertisedRangeMachine, { fitting: 2 }).take(start('pool'), length('pool'));
    expect(ambiguous.refuses(accept)).toBe(true);
    expect(ambiguous.take({ type: 'DECLINE_RANGE', ...on }).value).toBe('declined');
  });

  test('is used as it was read, or as it is by then', () => {
    const use = (where: 'pool' | 'ram'): DmaEvent => ({
      type: 'USE_RANGE',
      ...on,
      start: where,
      length: where,
    });
    const once = lifeOf(advertisedRangeMachine).take(start('pool'), length('pool'), accept, change);
    expect([once.refuses(use('pool')), once.refuses(use('ram'))]).toEqual([false, true]);
    const again = lifeOf(advertisedRangeMachine, { readsOnce: false }).take(
      start('pool'),
      length('pool'),
      accept,
      change,
    );
    expect([again.refuses(use('pool')), again.refuses(use('ram'))]).toEqual([true, false]);
  });
});

describe('a slot', () => {
  test('is handed out by its owner; by each of two owners as if there were no other', () => {
    const [core, driver]: DmaEvent[] = [
      { type: 'CORE_TAKES', slot: 0 },
      { type: 'DRIVER_TAKES', slot: 0 },
    ];
    const both = lifeOf(poolOwnerMachine, { bounceBy: 'both' }).take(core as DmaEvent);
    expect([both.refuses(core as DmaEvent), both.refuses(driver as DmaEvent)]).toEqual([true, false]);
    expect(lifeOf(poolOwnerMachine).refuses(driver as DmaEvent)).toBe(true);
  });

  test('of a common pool is in reach of every device, of an own pool in reach of one', () => {
    const take: DmaEvent = { type: 'SLOT_FOR', slot: 0, device: 0 };
    const snoop: DmaEvent = { type: 'SLOT_SNOOPED', slot: 0, device: 1 };
    expect(lifeOf(sharedSlotMachine).take(take).refuses(snoop)).toBe(false);
    expect(lifeOf(sharedSlotMachine, { onlyFor: 0 }).take(take).refuses(snoop)).toBe(true);
    expect(lifeOf(sharedSlotMachine).take(take).refuses({ type: 'SLOT_READ', slot: 0, device: 1 })).toBe(
      true,
    );
  });
});
