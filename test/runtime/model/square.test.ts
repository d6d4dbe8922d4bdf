import { expect, test } from '@jest/globals';
import { proposals } from '../../../proposals/index.ts';
import { tours } from '../../fixtures/tours.ts';

const dma = proposals
  .filter(({ system: { families } }) => 'page' in families && 'slot' in families)
  .map(({ system }) => system.name);
/** Executed whole here; the others whole, or as far as a long test goes, in square.long.ts. */
const whole = ['linux612ForceBounce', 'linux73CcShared', 'ioTlbMemNull'];
const begun = dma.filter((name) => !whole.includes(name));

test('proposals with pages and slots are the DMA world on bytes; what the others negotiate is not executed here', () => {
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
    expect.objectContaining({ proposal: 'ioTlbMemNull', states: 516, transitions: 5328 }),
  ]);
  for (const { complete, disagreement, secrets, different } of told)
    expect({ complete, disagreement, secrets, different }).toEqual({
      complete: true,
      secrets: 0,
      different: 0,
    });
}, 120_000);

/** Their stands say that the host reads nothing but what it was given. */
const confidential = proposals
  .filter(({ stands }) => stands['hostKnowledgeIsDeclassified'] === 'holds')
  .map(({ system }) => system.name);

test('the first 4000 transitions of each larger design are what the model says', () => {
  const told = tours(begun.map((proposal) => ({ proposal, maxTransitions: 4000 })));
  for (const { proposal, disagreement, transitions } of told)
    expect({ proposal, disagreement, transitions }).toEqual({ proposal, transitions: 4000 });
  for (const { proposal, secrets, different } of told)
    if (confidential.includes(proposal))
      expect({ proposal, secrets, different }).toEqual({ proposal, secrets: 0, different: 0 });
  expect(begun.filter((name) => confidential.includes(name))).toEqual([
    'privatePool',
    'errorInsteadOfBounce',
  ]);
}, 120_000);
