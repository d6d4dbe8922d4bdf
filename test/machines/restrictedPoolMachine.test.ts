import { describe, expect, test } from '@jest/globals';
import { platformMachine, type RestrictedPoolInput, restrictedPoolMachine } from '../../machines/index.ts';
import { type Life, lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;
const acknowledge = { type: 'ACKNOWLEDGE', ...on } as const;
const attach = { type: 'POOL_ATTACH', ...on } as const;
const attachFails = { type: 'POOL_ATTACH_FAILS', ...on } as const;
const reject = { type: 'POOL_REJECT', ...on } as const;

const events = {
  POOL_ATTACH: attach,
  POOL_ATTACH_FAILS: attachFails,
  POOL_REJECT: reject,
  ACKNOWLEDGE: acknowledge,
};
const possible = (life: Life): string[] =>
  Object.entries(events).flatMap(([name, event]) => (life.refuses(event) ? [] : [name]));
/** Where buffers lie, by the kind of address that a driver passes. */
const addresses = (life: Life): Record<string, string[]> =>
  Object.fromEntries(
    (['dma', 'physical', 'bounceBuffer'] as const).map((api) => [
      api,
      (['pool', 'ram'] as const).filter((range) => !life.refuses({ type: 'POST', ...on, api, range })),
    ]),
  );

describe('what a guest makes of a description, before a driver is bound', () => {
  test.each<readonly [RestrictedPoolInput, readonly string[]]>([
    [{}, ['POOL_ATTACH', 'POOL_ATTACH_FAILS']],
    [{ described: 'capability' }, ['POOL_ATTACH']],
    [{ described: 'invalid' }, ['POOL_REJECT']],
    [{ described: 'unreferenced' }, ['ACKNOWLEDGE']],
    [{ described: 'none' }, ['ACKNOWLEDGE']],
    [{ guestKnows: false }, ['ACKNOWLEDGE']],
    [{ described: 'capability', guestKnows: false }, ['ACKNOWLEDGE']],
    [{ described: 'invalid', guestKnows: false }, ['ACKNOWLEDGE']],
  ])('%j', (input, expected) => {
    expect(possible(lifeOf(restrictedPoolMachine, input))).toEqual(expected);
  });
});

describe('what addresses mean', () => {
  const ram = { dma: ['ram'], physical: ['ram'], bounceBuffer: [] };
  test('E30, E31: an attached pool serves the DMA API, and physical addresses go round it', () => {
    expect(addresses(lifeOf(restrictedPoolMachine).take(attach, acknowledge))).toEqual({
      dma: ['pool'],
      physical: ['ram'],
      bounceBuffer: ['pool'],
    });
  });

  test('a buffer of the device is used by drivers that accepted the bit', () => {
    const device = lifeOf(restrictedPoolMachine, { described: 'capability' }).take(attach, acknowledge);
    expect(addresses(device)).toEqual({ dma: ['ram'], physical: ['ram'], bounceBuffer: ['pool'] });
  });

  test('E33: a pool that failed is RAM, and in a guest that fails closed the device is not driven', () => {
    for (const failed of [
      lifeOf(restrictedPoolMachine).take(attachFails),
      lifeOf(restrictedPoolMachine, { described: 'invalid' }).take(reject),
    ])
      expect(addresses(failed.take(acknowledge))).toEqual(ram);
    const closed = lifeOf(restrictedPoolMachine, { failsClosed: true }).take(attachFails);
    expect(possible(closed)).toEqual([]);
  });

  test('E29, E32: where no pool was found all is RAM', () => {
    expect(addresses(lifeOf(restrictedPoolMachine, { guestKnows: false }).take(acknowledge))).toEqual(ram);
    expect(addresses(lifeOf(restrictedPoolMachine))).toEqual({ dma: [], physical: [], bounceBuffer: [] });
  });
});

test.each([
  ['open', 'done', 'done'],
  ['poolOnly', 'done', 'blocked'],
  ['block', 'blocked', 'blocked'],
] as const)('a platform that is %s: pool %s, RAM %s, whoever asks', (path, pool, ram) => {
  const platform = lifeOf(platformMachine, { path });
  const outcomes = (['pool', 'ram'] as const).map((range) =>
    (['done', 'blocked'] as const).filter(
      (outcome) =>
        !platform.refuses({ type: 'ACCESS', ...on, range, outcome }) &&
        !platform.refuses({ type: 'STRAY_ACCESS', ...on, range, outcome, move: 'M21' }),
    ),
  );
  expect(outcomes).toEqual([[pool], [ram]]);
});
