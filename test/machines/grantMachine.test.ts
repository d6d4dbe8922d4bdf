import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, grantMachine, guestIommuMachine, guestPageMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const expose = (page = 0, iommu: 'virtio' | 'smmu' = 'virtio'): DmaEvent => ({ type: 'EXPOSE', page, iommu });
const withdraw: DmaEvent = { type: 'WITHDRAW', page: 0 };
const flush: DmaEvent = { type: 'FLUSH', page: 0 };
const forge: DmaEvent = { type: 'FORGE_GRANT', page: 0 };
const other = (outcome: 'done' | 'blocked', move: 'M16' | 'M21' | 'M40' = 'M21'): DmaEvent => ({
  type: 'ACCESS_OTHER',
  page: 0,
  outcome,
  move,
});

describe('a page of the guest', () => {
  test('is its own again after the flush, or before it where the guest is lazy', () => {
    const back = lifeOf(guestPageMachine).take(expose(), withdraw);
    expect(back.value).toBe('withdrawing');
    expect(back.refuses(other('blocked'))).toBe(true);
    expect(back.take(flush).value).toBe('takenBack');
    expect(lifeOf(guestPageMachine, { strict: false }).take(expose(), withdraw).value).toBe('takenBack');
  });
});

describe('the IOMMU that the guest knows', () => {
  test('is the one that was described', () => {
    expect(lifeOf(guestIommuMachine).refuses(expose(0, 'smmu'))).toBe(true);
    expect(lifeOf(guestIommuMachine, { described: 'smmu' }).refuses(expose(0, 'smmu'))).toBe(false);
  });

  test('takes any number of mappings, or one until that is flushed', () => {
    expect(lifeOf(guestIommuMachine).take(expose(0)).refuses(expose(1))).toBe(false);
    const simple = lifeOf(guestIommuMachine, { acceptsOne: true }).take(expose(0));
    expect(simple.refuses(expose(1))).toBe(true);
    expect(simple.take({ type: 'FLUSH', page: 1 }).refuses(expose(1))).toBe(true);
    expect(simple.take(flush).refuses(expose(1))).toBe(false);
  });
});

describe('a grant', () => {
  const open = lifeOf(grantMachine).take(expose());
  test('follows the mapping of its own IOMMU only', () => {
    expect(open.value).toBe('open');
    expect(lifeOf(grantMachine, { iommu: 'smmu' }).take(expose()).value).toBe('closed');
  });

  test('is forged only where the VMM provides it', () => {
    expect(lifeOf(grantMachine).refuses(forge)).toBe(true);
    expect(lifeOf(grantMachine, { grantsOnlyForGuest: false }).take(forge).value).toBe('open');
  });

  test('ends with the flush, where that is seen', () => {
    const cleared = open.take(withdraw);
    expect(cleared.refuses(other('done', 'M40'))).toBe(false);
    expect(cleared.refuses(other('done', 'M21'))).toBe(true);
    expect(cleared.take(flush).refuses(other('blocked'))).toBe(false);
    const unseen = lifeOf(grantMachine, { flushVisible: false }).take(expose(), withdraw, flush);
    expect(unseen.refuses(other('done', 'M40'))).toBe(false);
  });

  test('is not needed where what is not mapped passes', () => {
    expect(lifeOf(grantMachine).refuses(other('done'))).toBe(true);
    const bypass = lifeOf(grantMachine, { blocksUnmapped: false });
    expect([bypass.refuses(other('done')), bypass.refuses(other('blocked'))]).toEqual([false, true]);
  });
});
