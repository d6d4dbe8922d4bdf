import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, snoopMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const expose: DmaEvent = { type: 'EXPOSE', page: 0, iommu: 'virtio' };
const rewrite: DmaEvent = { type: 'REWRITE_DESCRIPTOR', page: 1 };
const check = (page: number): DmaEvent => ({ type: 'SNOOP_CHECK', page });
const grant = (page: number): DmaEvent => ({ type: 'SNOOP_GRANT', page });
const used: DmaEvent = { type: 'CHAIN_USED' };
const access = (page: number, outcome: 'done' | 'blocked', move: 'M16' | 'M21'): DmaEvent => ({
  type: 'ACCESS_OTHER',
  page,
  outcome,
  move,
});

describe('a snooping hypervisor', () => {
  test('that traps grants what the guest has made available, whatever the ring says since', () => {
    const rewritten = lifeOf(snoopMachine).take(expose, rewrite);
    expect(rewritten.refuses(grant(1))).toBe(true);
    const granted = rewritten.take(grant(0));
    expect(granted.refuses(access(0, 'done', 'M21'))).toBe(false);
    expect(granted.refuses(access(1, 'done', 'M21'))).toBe(true);
    expect(granted.refuses(access(1, 'blocked', 'M21'))).toBe(false);
  });

  test('that does not trap reads what the VMM has put there', () => {
    const rewritten = lifeOf(snoopMachine, { trapsAvail: false }).take(expose, rewrite);
    expect(rewritten.refuses(check(0))).toBe(true);
    expect(rewritten.take(check(1), grant(1)).context['granted']).toBe(1);
  });

  test('that reads twice grants what it has not checked', () => {
    const rewritten = lifeOf(snoopMachine, { readsOnce: false }).take(expose, rewrite);
    expect([rewritten.refuses(grant(0)), rewritten.refuses(grant(1))]).toEqual([true, false]);
  });

  test('revokes before the guest sees the chain used, or some time later', () => {
    const closed = lifeOf(snoopMachine).take(expose, grant(0), used);
    expect(closed.refuses(access(0, 'blocked', 'M21'))).toBe(false);
    const late = lifeOf(snoopMachine, { revokesBeforeUsed: false }).take(expose, grant(0), used);
    expect(late.refuses(access(0, 'done', 'M16'))).toBe(false);
    const back = late.take({ type: 'WITHDRAW', page: 0 });
    expect(back.refuses(access(0, 'done', 'M16'))).toBe(false);
    expect(back.take({ type: 'SNOOP_REVOKE' }).refuses(access(0, 'done', 'M16'))).toBe(true);
  });
});
