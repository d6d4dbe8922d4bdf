import { describe, expect, test } from '@jest/globals';
import { type DmaDirectInput, type DmaEvent, dmaDirectMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';
import { mapBounced, mapDirect } from '../fixtures/mapEvents.ts';

const of = <T extends DmaEvent['type']>(type: T) => ({ type, device: 0 }) as unknown as DmaEvent;

describe('the mapping decision', () => {
  const decision = (input: Partial<DmaDirectInput> = {}) =>
    lifeOf(dmaDirectMachine, { followsDevice: 'acceptance', ...input });
  const encrypted = (input: Partial<DmaDirectInput> = {}) => decision(input).take(of('ACCEPT'));

  test('a shared device bounces by policy, through shared memory', () => {
    expect(decision().refuses(mapBounced('shared', 'policy'))).toBe(false);
    expect(decision().refuses(mapBounced('shared', 'addressing'))).toBe(true);
    expect(decision().refuses(mapBounced('private', 'policy'))).toBe(true);
    expect(decision().refuses(mapDirect('private'))).toBe(true);
    expect(decision().refuses(mapDirect('shared'))).toBe(true);
  });

  test('from Linux 7.1 on a page that is shared already is mapped as it is', () => {
    const cc = decision({ mapsSharedPages: true });
    expect(cc.refuses(mapDirect('shared'))).toBe(false);
    expect(cc.refuses(mapDirect('private'))).toBe(true);
    expect(cc.refuses(mapDirect('shared', 'beyondMask'))).toBe(true);
    expect(
      decision({ mapsSharedPages: true, checksMask: false }).refuses(mapDirect('shared', 'beyondMask')),
    ).toBe(false);
  });

  test('a private device is mapped directly, within its mask', () => {
    expect(encrypted().refuses(mapDirect('private'))).toBe(false);
    expect(encrypted().refuses(mapDirect('shared'))).toBe(true);
    expect(encrypted().refuses(mapDirect('private', 'beyondMask'))).toBe(true);
    expect(encrypted({ checksMask: false }).refuses(mapDirect('private', 'beyondMask'))).toBe(false);
    expect(encrypted({ privateAddress: 'shared' }).refuses(mapDirect('shared'))).toBe(false);
  });

  test.each([
    ['anyPool', 'shared'],
    ['privatePool', 'private'],
    ['never', undefined],
  ] as const)('a private device that must bounce finds %s: %s memory', (privateBounce, memory) => {
    for (const visibility of ['private', 'shared'] as const) {
      expect(encrypted({ privateBounce }).refuses(mapBounced(visibility, 'addressing'))).toBe(
        visibility !== memory,
      );
      expect(encrypted({ privateBounce }).refuses(mapBounced(visibility, 'policy'))).toBe(true);
      expect(
        encrypted({ privateBounce })
          .take({ type: 'FORCE_SWIOTLB' })
          .refuses(mapBounced(visibility, 'policy')),
      ).toBe(visibility !== memory);
    }
  });

  test('swiotlb=force ends direct mappings, before acceptance or after', () => {
    expect(encrypted().take({ type: 'FORCE_SWIOTLB' }).refuses(mapDirect('private'))).toBe(true);
    expect(decision().take({ type: 'FORCE_SWIOTLB' }, of('ACCEPT')).refuses(mapDirect('private'))).toBe(true);
    const cc = decision({ mapsSharedPages: true }).take({ type: 'FORCE_SWIOTLB' });
    expect(cc.refuses(mapDirect('shared'))).toBe(true);
    expect(cc.refuses(mapBounced('shared', 'policy'))).toBe(false);
  });

  test('swiotlb=force does not reach a device without a pool', () => {
    const poolless = encrypted({ privateHasPool: false }).take({ type: 'FORCE_SWIOTLB' });
    expect(poolless.refuses(mapDirect('private'))).toBe(false);
  });

  test('follows acceptance, the bit of the driver, the bus, or nothing', () => {
    expect(encrypted().value).toBe('encrypted');
    expect(decision({ followsDevice: 'never' }).take(of('ACCEPT')).value).toBe('unencrypted');
    expect(decision({ followsDevice: 'bit' }).take(of('SET_NO_BOUNCE')).value).toBe('encrypted');
    expect(decision({ followsDevice: 'bit' }).take(of('SET_NO_BOUNCE'), of('CLEAR_NO_BOUNCE')).value).toBe(
      'unencrypted',
    );
    expect(decision().refuses(of('SET_NO_BOUNCE'))).toBe(true);
    expect(decision({ followsDevice: 'bus' }).value).toBe('encrypted');
    expect(encrypted().take(of('UNLOCK')).value).toBe('unencrypted');
    expect(decision().take(of('UNLOCK')).take(of('SEE_ERROR')).value).toBe('unencrypted');
  });

  test('blocks a device that has failed, or takes it for shared again', () => {
    const blocked = encrypted().take(of('SEE_ERROR'), of('SEE_ERROR'));
    expect(blocked.value).toBe('blocked');
    for (const event of [
      mapDirect('private'),
      mapDirect('shared'),
      mapBounced('shared', 'policy'),
      mapBounced('shared', 'addressing'),
    ])
      expect(blocked.refuses(event)).toBe(true);
    expect(blocked.take({ type: 'FORCE_SWIOTLB' }, of('UNLOCK')).value).toBe('unencrypted');
    expect(encrypted({ afterError: 'unencrypted' }).take(of('SEE_ERROR')).value).toBe('unencrypted');
  });

  test('pages are shared for a shared device only, and a map may always fail', () => {
    const share: DmaEvent = { type: 'SHARE', page: 0, device: 0 };
    expect(decision().refuses(share)).toBe(false);
    expect(encrypted().refuses(share)).toBe(true);
    for (const state of [decision(), encrypted(), encrypted().take(of('SEE_ERROR'))])
      expect(state.refuses({ type: 'MAP_ERROR', device: 0, page: 0 })).toBe(false);
  });
});
