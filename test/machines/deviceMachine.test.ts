import { describe, expect, test } from '@jest/globals';
import { type DeviceInput, type DmaEvent, deviceMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';
import { mapBounced, mapDirect } from '../fixtures/mapEvents.ts';

const of = <T extends DmaEvent['type']>(type: T) => ({ type, device: 0 }) as unknown as DmaEvent;
const write = (content: 'public' | 'secret'): DmaEvent => ({ type: 'WRITE', page: 0, device: 0, content });
const relock: DmaEvent = { type: 'LOCK_INTERFACE_REQUEST', device: 0, reply: 'LOCK_INTERFACE_RESPONSE' };

describe('a device as the guest sees it', () => {
  const device = (input: Partial<DeviceInput> = {}) =>
    lifeOf(deviceMachine, { privateBy: 'acceptance', ...input });
  const accepted = (input: Partial<DeviceInput> = {}) =>
    device(input).take(of('LOCK'), of('GET_EVIDENCE'), of('ACCEPT'));

  test('is locked, attested, accepted, and given up again', () => {
    expect(device().value).toBe('shared');
    expect(device().take(of('LOCK')).refuses(of('ACCEPT'))).toBe(true);
    expect(accepted().value).toBe('private');
    expect(accepted().take(of('UNLOCK'))).toMatchObject({ value: 'shared', context: { evidence: 'none' } });
    expect(device().take(of('LOCK'), of('GET_EVIDENCE'), of('UNLOCK')).context.evidence).toBe('none');
    expect(
      device().take(of('LOCK'), of('GET_EVIDENCE'), of('UNLOCK'), of('LOCK')).refuses(of('ACCEPT')),
    ).toBe(true);
  });

  test.each(['BIND_DRIVER', 'AUTOPROBE'] as const)(
    'refuses lock, accept and unlock under a driver (bound by %s)',
    (bind) => {
      expect(device().take(of(bind)).refuses(of('LOCK'))).toBe(true);
      expect(device().take(of('LOCK'), of('GET_EVIDENCE'), of(bind)).refuses(of('ACCEPT'))).toBe(true);
      expect(device().take(of('LOCK'), of(bind)).refuses(of('UNLOCK'))).toBe(true);
      expect(accepted().take(of(bind)).refuses(of('UNLOCK'))).toBe(true);
      const free = device({ detachedOnly: false }).take(
        of(bind),
        of('LOCK'),
        of('GET_EVIDENCE'),
        of('ACCEPT'),
        of('UNLOCK'),
      );
      expect(free.value).toBe('shared');
      expect(device().take(of(bind)).refuses(of(bind))).toBe(true);
      expect(device().refuses(of('UNBIND_DRIVER'))).toBe(true);
      expect(device().take(of(bind), of('UNBIND_DRIVER')).refuses(of('LOCK'))).toBe(false);
    },
  );

  test('cannot tell evidence of an earlier lock, unless acceptance names the lock', () => {
    const relocked = (input: Partial<DeviceInput>) =>
      device(input).take(of('LOCK'), of('GET_EVIDENCE'), relock);
    expect(relocked({}).context.evidence).toBe('old');
    expect(relocked({}).refuses(of('ACCEPT'))).toBe(false);
    expect(relocked({ evidenceBoundToAccept: true }).refuses(of('ACCEPT'))).toBe(true);
    expect(relocked({ evidenceBoundToAccept: true }).take(of('GET_EVIDENCE')).refuses(of('ACCEPT'))).toBe(
      false,
    );
    expect(device().take(of('LOCK'), relock).context.evidence).toBe('none');
    const failed: DmaEvent = { type: 'LOCK_INTERFACE_REQUEST', device: 0, reply: 'INVALID_INTERFACE_STATE' };
    expect(device().take(of('LOCK'), of('GET_EVIDENCE'), failed).context.evidence).toBe('current');
  });

  test('learns of ERROR only where it is told, and leaves it by unlocking without a driver', () => {
    expect(accepted().refuses(of('SEE_ERROR'))).toBe(true);
    const failed = accepted({ seesError: true }).take(of('SEE_ERROR'));
    expect(failed.value).toBe('error');
    expect(failed.take(of('BIND_DRIVER')).refuses(of('UNLOCK'))).toBe(true);
    expect(failed.take(of('UNLOCK')).value).toBe('shared');
    expect(device({ seesError: true }).take(of('LOCK'), of('SEE_ERROR')).value).toBe('error');
    expect(device().take(of('LOCK')).refuses(of('SEE_ERROR'))).toBe(true);
  });

  test('is flipped by its driver, declared by its bus, or never private', () => {
    const bit = device({ privateBy: 'driver' });
    expect(bit.refuses(of('SET_NO_BOUNCE'))).toBe(true);
    expect(bit.take(of('BIND_DRIVER'), of('SET_NO_BOUNCE')).value).toBe('private');
    expect(bit.take(of('BIND_DRIVER'), of('SET_NO_BOUNCE'), of('CLEAR_NO_BOUNCE')).value).toBe('shared');
    expect(
      bit.take(of('BIND_DRIVER'), of('SET_NO_BOUNCE'), of('UNBIND_DRIVER')).refuses(of('CLEAR_NO_BOUNCE')),
    ).toBe(true);
    expect(device().take(of('BIND_DRIVER')).refuses(of('SET_NO_BOUNCE'))).toBe(true);
    expect(accepted().take(of('BIND_DRIVER')).refuses(of('CLEAR_NO_BOUNCE'))).toBe(true);
    expect(device({ privateBy: 'bus' }).value).toBe('private');
    for (const privateBy of ['nobody', 'driver', 'bus'] as const)
      expect(device({ privateBy }).refuses(of('LOCK'))).toBe(true);
    expect(device({ privateBy: 'bus' }).refuses(of('UNLOCK'))).toBe(true);
  });

  test('gets secrets only while it is private, where that is the policy', () => {
    const failed = accepted({ seesError: true }).take(of('SEE_ERROR'));
    for (const state of [device(), device().take(of('LOCK')), failed]) {
      expect(state.refuses(write('secret'))).toBe(true);
      expect(state.refuses(write('public'))).toBe(false);
    }
    expect(accepted().refuses(write('secret'))).toBe(false);
    expect(device({ secretsOnlyWhenPrivate: false }).refuses(write('secret'))).toBe(false);
  });

  test('is served only by a bound driver', () => {
    const error = accepted({ seesError: true }).take(of('SEE_ERROR'));
    for (const state of [device(), device().take(of('LOCK')), accepted(), error])
      for (const event of [
        mapDirect('private'),
        mapBounced('shared', 'policy'),
        { type: 'MAP_ERROR', device: 0, page: 0 },
        { type: 'ALLOC', device: 0, page: 0 },
      ] as const) {
        expect(state.refuses(event)).toBe(true);
        expect(state.take(of('BIND_DRIVER')).refuses(event)).toBe(false);
      }
  });

  test('writes confidential data with T=1 while it is private, and public data otherwise', () => {
    const writes = (t: 0 | 1, data: 'public' | 'secret', type: 'DMA_WRITE' | 'DMA_WRITE_SLOT') =>
      ({ type, device: 0, page: 0, slot: 0, t, data }) as unknown as DmaEvent;
    const error = accepted({ seesError: true }).take(of('SEE_ERROR'));
    for (const type of ['DMA_WRITE', 'DMA_WRITE_SLOT'] as const) {
      for (const state of [device(), device().take(of('LOCK')), error]) {
        expect(state.refuses(writes(1, 'secret', type))).toBe(true);
        expect(state.refuses(writes(1, 'public', type))).toBe(false);
      }
      expect(accepted().refuses(writes(1, 'secret', type))).toBe(false);
      expect(accepted().refuses(writes(1, 'public', type))).toBe(true);
      expect(accepted().refuses(writes(0, 'secret', type))).toBe(true);
    }
  });
});
