import { expect, test } from '@jest/globals';
import { proposals } from '../../../proposals/index.ts';
import { confidential, large, tours } from '../../fixtures/tours.ts';

const dma = proposals
  .filter(({ system: { families } }) => 'page' in families && 'slot' in families)
  .map(({ system }) => system.name);

test('proposals with pages and slots are the DMA world on bytes', () => {
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

test('every transition on bytes is what the model says, and only a design that leaks shows a secret', () => {
  const told = tours(dma.filter((name) => !large.includes(name)).map((proposal) => ({ proposal })));
  expect(told).toEqual([
    expect.objectContaining({ proposal: 'linux612ForceBounce', states: 1460, transitions: 13_804 }),
    expect.objectContaining({ proposal: 'linux73CcShared', states: 1496, transitions: 15_284 }),
    expect.objectContaining({ proposal: 'notBounceBit', states: 3398, transitions: 35_831 }),
    expect.objectContaining({ proposal: 'privateAccepted', states: 10_720, transitions: 116_180 }),
    expect.objectContaining({ proposal: 'acceptWithLiveMappings', states: 8474, transitions: 93_348 }),
    expect.objectContaining({ proposal: 'ioTlbMemNull', states: 516, transitions: 5328 }),
  ]);
  for (const { proposal, disagreement, complete, secret, different, differentUnseen } of told) {
    expect({ proposal, disagreement, complete, differentUnseen }).toEqual({
      proposal,
      complete: true,
      differentUnseen: 0,
    });
    const leaks = !confidential.includes(proposal);
    expect({ proposal, secret: secret > 0, different: different > 0 }).toEqual({
      proposal,
      secret: leaks,
      different: leaks,
    });
  }
}, 900_000);
