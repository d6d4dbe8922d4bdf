import { describe, expect, test } from '@jest/globals';
import { smallWorld } from '../../bugs/smallWorld.ts';
import { guestPolicyOf } from '../../rules/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

/** A door that must be shut when the wind comes, which may be at any time. */
const house = smallWorld({
  name: 'house',
  source: 'nobody',
  facts: { door: 'shut', calm: true, blown: false },
  rules: { keepShut: 'the door is never opened' },
  steps: {
    OPEN: {
      by: 'guest',
      summary: '',
      when: ({ door }, _, { keepShut }) => door === 'shut' && !keepShut,
      effect: () => ({ door: 'open' }),
    },
    SHUT: { by: 'guest', summary: '', when: ({ door }) => door === 'open', effect: () => ({ door: 'shut' }) },
    WIND: { by: 'host', summary: '', effect: ({ door }) => ({ blown: door === 'open' }) },
    // Nobody can have the wind come back.
    CALM_FOR_EVER: { by: 'guest', summary: '', when: ({ calm }) => calm, effect: () => ({ calm: false }) },
  },
  claim: { name: 'notBlown', summary: 'nothing is blown away', holds: ({ blown }) => !blown },
});

describe('guestPolicyOf', () => {
  test('finds what must be forbidden', async () => {
    const found = await guestPolicyOf(house.system, Object.values(house.rules), {});
    // Shut or open, calm or not, blown or not; what is open is lost, and what is blown.
    expect(found.policy).toMatchObject({ states: 8, lost: 6, enforceable: true, reached: 2 });
    expect(found).toMatchObject({ enforced: ['notBlown'], notEnforceable: [] });
    expect(found.policy.forbidden.map(({ step }) => found.network.steps[step]?.name)).toEqual(['OPEN']);
  });

  test('gives up above a bound', async () => {
    await expect(guestPolicyOf(house.system, Object.values(house.rules), {}, 1)).rejects.toThrow(RangeError);
  });
});

test('the command tells the policy with the labels of the parts', async () => {
  const { code, out } = await runBuilt(['policy', 'linux73CcShared', '--json']);
  expect(code).toBe(0);
  const told = JSON.parse(out);
  expect(told).toMatchObject({ schema: 1, proposal: 'linux73CcShared', notEnforceable: [] });
  expect(told.enforced).toContain('conversionFailureLeaksNotFrees');
  const free = told.forbidden.find(({ step }: { step: string }) => step === 'FREE(page=0)');
  expect(free.allowedIn).toBeGreaterThan(0);
  for (const { 'page[0]': labels } of free.anyOf)
    expect(labels.every((label: string) => label.startsWith('unknown'))).toBe(true);
});
