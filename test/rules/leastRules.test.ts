import { describe, expect, test } from '@jest/globals';
import { smallWorld } from '../../bugs/smallWorld.ts';
import { leastRules } from '../../rules/index.ts';
import { askCli } from '../fixtures/askCli.ts';

/** A vault behind two doors: it is robbed if both are open. And a rule about the weather. */
const vault = smallWorld({
  name: 'vault',
  source: 'nobody',
  facts: { outer: 'shut', inner: 'shut', raining: false },
  rules: {
    guardOuter: 'the outer door stays shut',
    guardInner: 'the inner door stays shut',
    forbidRain: 'it does not rain',
  },
  steps: {
    OPEN_OUTER: {
      by: 'thief',
      summary: '',
      when: (_, __, { guardOuter }) => !guardOuter,
      effect: () => ({ outer: 'open' }),
    },
    OPEN_INNER: {
      by: 'thief',
      summary: '',
      when: (_, __, { guardInner }) => !guardInner,
      effect: () => ({ inner: 'open' }),
    },
    RAIN: {
      by: 'sky',
      summary: '',
      when: (_, __, { forbidRain }) => !forbidRain,
      effect: () => ({ raining: true }),
    },
    LOOK: { by: 'owner', summary: '' },
  },
  claim: {
    name: 'notRobbed',
    summary: 'not both doors are open',
    holds: ({ outer, inner }) => outer === 'shut' || inner === 'shut',
  },
});
const rules = Object.values(vault.rules);

describe('leastRules', () => {
  test('finds that either of two rules will do, and that a third is for nothing', async () => {
    const found = await leastRules(vault.system, rules);
    expect(found.rules.map(({ rule, falls }) => [rule.name, falls])).toEqual([
      ['guardOuter', []],
      ['guardInner', []],
      ['forbidRain', []],
    ]);
    expect(found.least.map((set) => set.map(({ name }) => name)).sort()).toEqual([
      ['guardInner'],
      ['guardOuter'],
    ]);
    expect(found).toMatchObject({ claims: ['notRobbed'], complete: true, surprises: [] });
  });

  test('a rule without which a claim falls is in every set', async () => {
    const { system } = vault;
    const [claim] = system.claims;
    if (claim?.kind !== 'always') throw new Error('the vault claims something always');
    const dry = {
      ...claim,
      name: 'dry',
      holds: (parts: Parameters<typeof claim.holds>[0]) => parts['vault']?.context['raining'] === false,
    };
    const found = await leastRules({ ...system, claims: [claim, dry] }, rules);
    expect(found.rules.map(({ falls }) => falls)).toEqual([[], [], ['dry']]);
    expect(found.least.every((set) => set.some(({ name }) => name === 'forbidRain'))).toBe(true);
  });

  test('what a search that was cut short says is nothing', async () => {
    expect((await leastRules(vault.system, rules, { maxStates: 1 })).complete).toBe(false);
  });
});

describe('the command', () => {
  test('tells rules, claims that fall and the least, with size and engine', async () => {
    const { code, out } = await askCli(['rules', 'restrictedPoolAware', '--json']);
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      proposal: 'restrictedPoolAware',
      engine: 'explicit',
      complete: true,
      surprises: [],
    });
    expect(told.rules).toContainEqual({
      rule: 'blockOutsidePool',
      necessary: true,
      falls: ['poolContainment'],
    });
    expect(told.rules).toContainEqual({ rule: 'refuseMissingFeature', necessary: false, falls: [] });
    expect(told.least).toHaveLength(1);
    expect(told.least[0]).not.toContain('refuseMissingFeature');
  });

  test('a bound makes it unknown', async () => {
    const { code, out } = await askCli(['rules', 'restrictedPoolAware', '--max-states', '9']);
    expect([code, out]).toEqual([3, expect.stringContaining('nothing of this is known')]);
  });
});
