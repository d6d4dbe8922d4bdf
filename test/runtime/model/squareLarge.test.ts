import { expect, test } from '@jest/globals';
import { confidential, large, tours } from '../../fixtures/tours.ts';

test('of the large designs every step is on bytes what the model says, from all states of its parts beside each state of the others', () => {
  const told = tours(large.map((proposal) => ({ proposal, cover: 'meetings', refusalsEvery: 200 })));
  expect(told).toEqual([
    expect.objectContaining({ proposal: 'privatePool', states: 361_184, transitions: 32_659 }),
    expect.objectContaining({ proposal: 'errorInsteadOfBounce', states: 102_368, transitions: 28_032 }),
    expect.objectContaining({ proposal: 'fallBackOnError', states: 94_338, transitions: 28_063 }),
  ]);
  for (const { proposal, disagreement, complete, secret, differentUnseen, refusals } of told) {
    expect(refusals).toBeGreaterThan(2000);
    expect({ proposal, disagreement, complete, differentUnseen }).toEqual({
      proposal,
      complete: true,
      differentUnseen: 0,
    });
    expect({ proposal, leaks: secret > 0 }).toEqual({ proposal, leaks: !confidential.includes(proposal) });
  }
}, 900_000);
