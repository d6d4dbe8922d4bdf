import { expect, test } from '@jest/globals';
import { proposals } from '../../../proposals/index.ts';
import { act, forcedSharedPages, ModelGuest, square } from '../../../runtime/index.ts';
import { tours } from '../../fixtures/tours.ts';

const dma = proposals.filter(({ system }) => 'page' in system.families).map(({ system }) => system.name);
/** Executed whole here; the others whole, or as far as a long test goes, in square.long.ts. */
const whole = ['linux612ForceBounce', 'linux73CcShared', 'ioTlbMemNull'];
const begun = dma.filter((name) => !whole.includes(name));

test('proposals with pages are the DMA world; what the others negotiate is not executed here', () => {
  expect(dma).toEqual([
    'linux612ForceBounce',
    'linux73CcShared',
    'notBounceBit',
    'privateAccepted',
    'acceptWithLiveMappings',
    'privatePool',
    'errorInsteadOfBounce',
    'fallBackOnError',
    'ioTlbMemNull',
  ]);
});

test('every transition on bytes is what the model says, and the host sees no secret of a design without one', () => {
  const told = tours(whole.map((proposal) => ({ proposal })));
  expect(told).toEqual([
    expect.objectContaining({ proposal: 'linux612ForceBounce', states: 1460, transitions: 13_804 }),
    expect.objectContaining({ proposal: 'linux73CcShared', states: 1496, transitions: 15_284 }),
    expect.objectContaining({ proposal: 'ioTlbMemNull', states: 516, transitions: 5286 }),
  ]);
  for (const { complete, disagreement, secrets, different } of told)
    expect({ complete, disagreement, secrets, different }).toEqual({
      complete: true,
      secrets: 0,
      different: 0,
    });
}, 120_000);

test('the first 4000 transitions of each larger design are what the model says', () => {
  for (const { proposal, disagreement, transitions } of tours(
    begun.map((proposal) => ({ proposal, maxTransitions: 4000 })),
  ))
    expect({ proposal, disagreement, transitions }).toEqual({ proposal, transitions: 4000 });
}, 120_000);

test('known difference: with swiotlb=force Linux 7.3 bounces a shared page, and the model maps it', () => {
  const { system, smallSizes: sizes } =
    proposals.find(({ system: { name } }) => name === 'linux73CcShared') ?? {};
  if (!system || !sizes) throw new Error('linux73CcShared is gone');
  const guest = new ModelGuest(system, { sizes });
  const steps = [
    { type: 'FORCE_SWIOTLB' },
    { type: 'AUTOPROBE', device: 0 },
    { type: 'POOL_INIT', pool: 0 },
    { type: 'ALLOC', page: 0, device: 0 },
    { type: 'SHARE', page: 0, device: 0 },
    { type: 'CONVERTED', page: 0 },
  ];
  for (const step of steps) act(guest, step);
  const map = {
    type: 'MAP_DIRECT',
    mapping: 0,
    device: 0,
    page: 0,
    dir: 'FROM_DEVICE',
    address: 'shared',
    reach: 'withinMask',
  };
  expect(() => act(guest, map)).toThrow('the DMA layer would bounce');
  expect(forcedSharedPages(map, () => 'unencrypted forced=true')).toBe(true);
  expect(square(system, { sizes, maxTransitions: 3000 }).disagreement?.what).toContain(
    'the DMA layer would bounce',
  );
}, 60_000);
