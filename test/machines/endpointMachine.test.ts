import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, endpointMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

describe('an endpoint without TDISP', () => {
  test.each(['DMA_READ', 'DMA_WRITE', 'DMA_READ_SLOT', 'DMA_WRITE_SLOT'] as const)(
    '%s is as if T=0 from the host, T=1 from a paravisor',
    (type) => {
      const access = (t: 0 | 1) =>
        ({ type, device: 0, page: 0, slot: 0, t, data: 'public' }) as unknown as DmaEvent;
      expect(lifeOf(endpointMachine, { reaches: 'shared' }).refuses(access(0))).toBe(false);
      expect(lifeOf(endpointMachine, { reaches: 'shared' }).refuses(access(1))).toBe(true);
      expect(lifeOf(endpointMachine, { reaches: 'private' }).refuses(access(1))).toBe(false);
      expect(lifeOf(endpointMachine, { reaches: 'private' }).refuses(access(0))).toBe(true);
    },
  );

  test('may say at any time that it is done', () => {
    expect(
      lifeOf(endpointMachine, { reaches: 'shared' }).refuses({ type: 'COMPLETE', mapping: 0, device: 0 }),
    ).toBe(false);
  });
});
