import { describe, expect, test } from '@jest/globals';
import { smallWorld } from '../../bugs/smallWorld.ts';
import { guestPolicyOf } from '../../rules/index.ts';
import { askCli } from '../fixtures/askCli.ts';

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

/** A cellar in which light does no harm, and smoke does. */
const cellar = smallWorld({
  name: 'cellar',
  source: 'nobody',
  facts: { light: false, smoke: false },
  rules: { nothingBurns: 'neither a lamp nor a pipe is lit' },
  steps: {
    LIGHT: {
      by: 'guest',
      summary: '',
      when: ({ light }, _, { nothingBurns }) => !light && !nothingBurns,
      effect: () => ({ light: true }),
    },
    SMOKE: {
      by: 'guest',
      summary: '',
      when: (_, __, { nothingBurns }) => !nothingBurns,
      effect: () => ({ smoke: true }),
    },
  },
  claim: { name: 'noSmoke', summary: 'there is no smoke', holds: ({ smoke }) => !smoke },
});

/** An attic with a ladder that must be found, and a hatch that must not be open while somebody is up. */
const attic = smallWorld({
  name: 'attic',
  source: 'nobody',
  facts: { up: false, open: false, boxes: 0 },
  rules: {
    findLadder: 'whoever wants up looks for the ladder',
    openBelowOnly: 'the hatch is opened from below only',
  },
  steps: {
    CLIMB: {
      by: 'guest',
      summary: '',
      when: ({ up, open }, _, { findLadder }) => !up && !open && findLadder,
      effect: () => ({ up: true }),
    },
    CARRY: {
      by: 'guest',
      summary: '',
      when: ({ up, boxes }) => up && boxes < 2,
      effect: ({ boxes }) => ({ boxes: boxes + 1 }),
    },
    DESCEND: { by: 'guest', summary: '', when: ({ up }) => up, effect: () => ({ up: false }) },
    OPEN: {
      by: 'guest',
      summary: '',
      when: ({ up, open }, _, { openBelowOnly }) => !open && !(up && openBelowOnly),
      effect: () => ({ open: true }),
    },
    CLOSE: { by: 'guest', summary: '', when: ({ open }) => open, effect: () => ({ open: false }) },
  },
  claim: {
    name: 'nobodyFalls',
    summary: 'nobody is up while it is open',
    holds: ({ up, open }) => !(up && open),
  },
});

describe('guestPolicyOf', () => {
  test('finds what must be forbidden', async () => {
    const found = await guestPolicyOf(house.system, Object.values(house.rules), {});
    // Shut or open, calm or not, blown or not; what is open is lost, and what is blown.
    expect(found.policy).toMatchObject({ states: 8, lost: 6, enforceable: true, reached: 2 });
    expect(found).toMatchObject({ enforced: ['notBlown'], notEnforceable: [] });
    expect(found.policy.forbidden.map(({ step }) => found.network.steps[step]?.name)).toEqual(['OPEN']);
  });

  test('a rule that forbids what must be forbidden forbids nothing without need', async () => {
    const { overcaution } = await guestPolicyOf(house.system, Object.values(house.rules), {});
    // The door is never open, so that it cannot be shut; what is left is CALM_FOR_EVER, in the first of two states.
    expect(overcaution).toMatchObject({ pairs: 2, states: 2, met: 2, kept: 1, refused: 0, keeping: [] });
  });

  test('a rule that forbids more shows it', async () => {
    const { overcaution } = await guestPolicyOf(cellar.system, Object.values(cellar.rules), {});
    expect(overcaution).toMatchObject({ pairs: 1, kept: 1, refused: 1, foreign: 0 });
    expect(overcaution?.acts).toEqual([{ act: 'LIGHT', keptIn: 1, refusedIn: 1, by: [] }]);
  });

  test('a rule without which the design would go other ways is kept by both sides', async () => {
    const rules = Object.values(attic.rules);
    const { overcaution, policy } = await guestPolicyOf(attic.system, rules, {});
    // Without any rule the ladder is not found, and the policy is for what can be done from the floor.
    expect(policy.states).toBe(2);
    expect(overcaution?.keeping.map(({ name }) => name)).toEqual(['findLadder']);
    // Up, or down with the hatch open or not, and up to two boxes up there.
    expect(overcaution).toMatchObject({ foreign: 0, refused: 0, states: 9, met: 9 });
  });

  test('where nothing can be left out or enforced there is nothing to compare', async () => {
    expect((await guestPolicyOf(house.system, [], {})).overcaution).toBeUndefined();
  });

  test('gives up above a bound', async () => {
    await expect(guestPolicyOf(house.system, Object.values(house.rules), {}, 1)).rejects.toThrow(RangeError);
  });
});

test('the command tells the policy with the labels of the parts', async () => {
  const { code, out } = await askCli(['policy', 'linux73CcShared', '--json']);
  expect(code).toBe(0);
  const told = JSON.parse(out);
  expect(told).toMatchObject({ schema: 1, proposal: 'linux73CcShared', notEnforceable: [] });
  expect(told.enforced).toContain('conversionFailureLeaksNotFrees');
  const free = told.forbidden.find(({ step }: { step: string }) => step === 'FREE(page=0)');
  expect(free.allowedIn).toBeGreaterThan(0);
  // It leaks a page at once, where not to free it would do.
  const { acts, met, states } = told.overcaution;
  const mapped = acts.filter(({ act }: { act: string }) => act.startsWith('MAP_BOUNCED'));
  expect(mapped.map(({ by }: { by: string[] }) => by)).toContainEqual(expect.arrayContaining(['page[0]']));
  expect(met).toBeLessThanOrEqual(states);
  for (const { 'page[0]': labels } of free.anyOf)
    expect(labels.every((label: string) => label.startsWith('unknown'))).toBe(true);
});

test('several designs are a table, and what cannot be compared has no figure', async () => {
  const { code, out } = await askCli(['policy', 'restrictedPoolUnaware', 'poolForEachDevice']);
  expect(code).toBe(0);
  const [, unaware, each] = out.split('\n');
  expect(unaware).toMatch(/^restrictedPoolUnaware +2 +188 +0 +0% +40% +one of each$/);
  expect(each).toMatch(/^poolForEachDevice +0( +-){4} +device=2 +it has no rules$/);
  const { out: json } = await askCli(['policy', 'barOffsets', 'poolForEachDevice', '--json']);
  const { policies } = JSON.parse(json);
  expect(policies).toHaveLength(2);
  expect(policies[0].overcaution).toMatchObject({ kept: 24, refused: 0, states: 19 });
  expect(policies[1]).not.toHaveProperty('overcaution');
});
