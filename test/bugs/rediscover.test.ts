import { describe, expect, test } from '@jest/globals';
import { missingSteps, rediscover } from '../../bugs/index.ts';
import { smallWorld } from '../../bugs/smallWorld.ts';
import { runCli } from '../fixtures/runCli.ts';
import { smallCatalogue } from '../fixtures/smallCatalogue.ts';

/** A door that is to be locked before the light goes out, and a rule about something else. */
const house = smallWorld({
  name: 'house',
  source: 'nobody',
  facts: { locked: false, dark: false, tries: 0 },
  rules: {
    lockFirst: 'the door is locked before the light goes out',
    tryOnce: 'nobody tries the door twice',
  },
  steps: {
    LOCK: { by: 'owner', summary: 'the door is locked', effect: () => ({ locked: true }) },
    TURN_OFF: {
      by: 'owner',
      summary: 'the light goes out',
      when: ({ locked }, _, { lockFirst }) => locked || !lockFirst,
      effect: () => ({ dark: true }),
    },
    TRY: {
      by: 'thief',
      values: { hand: ['left', 'right'] },
      summary: 'somebody tries the door',
      when: ({ tries }, _, { tryOnce }) => tries < (tryOnce ? 1 : 2),
      effect: ({ tries }) => ({ tries: tries + 1 }),
    },
  },
  claim: {
    name: 'darkMeansLocked',
    summary: 'where it is dark, the door is locked',
    applies: ({ dark }) => dark,
    holds: ({ locked }) => locked,
  },
});
const row = { key: 'X1', id: 'none', subject: 'the door', source: 'nobody', system: house.system };

describe('a bug', () => {
  test('is rediscovered if it comes with the rule left out, and only then', async () => {
    const found = await rediscover({ ...row, rule: house.rules.lockFirst, steps: ['TURN_OFF'] });
    expect(found).toMatchObject({
      kept: { verdict: 'holds' },
      leftOut: { verdict: 'violated', trace: [{ event: 'TURN_OFF', by: 'owner' }] },
      states: { kept: 6, leftOut: 8 },
      missing: [],
      rediscovered: true,
    });
  });

  test('is not, if another rule is left out', async () => {
    const found = await rediscover({ ...row, rule: house.rules.tryOnce, steps: [] });
    expect(found).toMatchObject({ leftOut: { verdict: 'holds' }, rediscovered: false });
  });

  test('is not, if the counterexample is another one', async () => {
    const found = await rediscover({ ...row, rule: house.rules.lockFirst, steps: ['TRY', 'TURN_OFF'] });
    expect(found).toMatchObject({ missing: ['TRY', 'TURN_OFF'], rediscovered: false });
  });

  test('is not, if with the rule the claim has nothing to say', async () => {
    const { claims, ...system } = house.system;
    const [claim] = claims;
    if (claim?.kind !== 'always') throw new Error('the house claims something always');
    const never = {
      ...claim,
      applies: (parts: Parameters<typeof claim.applies>[0]) => claim.applies(parts) && !claim.holds(parts),
    };
    const found = await rediscover({
      ...row,
      system: { ...system, claims: [never] },
      rule: house.rules.lockFirst,
      steps: ['TURN_OFF'],
    });
    expect(found).toMatchObject({
      kept: { verdict: 'vacuous' },
      leftOut: { verdict: 'violated' },
      rediscovered: false,
    });
  });

  test.each([
    ['seen without the rule only', (kept: boolean) => !kept, true],
    ['not seen at all', () => false, false],
    ['seen with the rule too', () => true, false],
  ])('that is done on bytes must be seen there without the rule only: %s', async (_, seen, rediscovered) => {
    const onBytes = async () => (kept: boolean) => ({ violated: seen(kept), told: 'light' });
    const found = await rediscover({ ...row, rule: house.rules.lockFirst, steps: ['TURN_OFF'], onBytes });
    expect(found).toMatchObject({ missing: [], rediscovered });
  });

  test('is about one claim', async () => {
    const system = { ...house.system, claims: [] };
    await expect(rediscover({ ...row, system, rule: house.rules.lockFirst, steps: [] })).rejects.toThrow(
      'house: a bug is about one claim, and these are 0',
    );
  });
});

describe('missingSteps', () => {
  const events = ['TRY(hand=left)', 'LOCK', 'TRY(hand=right, twice=true)'];
  test.each([
    [['TRY', 'LOCK', 'TRY'], []],
    [['TRY hand=right'], []],
    [['TRY hand=right twice=true'], []],
    [['TRY hand=right', 'LOCK'], ['LOCK']],
    [['LOCK', 'TRY hand=left'], ['TRY hand=left']],
    [['TR'], ['TR']],
    [['TRY hand=r'], ['TRY hand=r']],
  ])('of %j are %j', (wanted, missing) => {
    expect(missingSteps(events, wanted)).toEqual(missing);
  });
});

describe('the command', () => {
  const catalogue = {
    ...smallCatalogue,
    bugs: [
      { ...row, rule: house.rules.lockFirst, steps: ['TURN_OFF'] },
      { ...row, key: 'X2', rule: house.rules.tryOnce, steps: ['TRY'] },
    ],
  };

  test('tells one bug step by step', async () => {
    const { code, out } = await runCli(['bugs', 'X1'], { catalogue });
    expect(code).toBe(0);
    expect(out).toContain('X1  none: the door\n');
    expect(out).toContain('  With it: holds, 6 states. Without: violated, 8 states.\n');
    expect(out).toContain('1  owner  TURN_OFF\n');
  });

  test('fails where one is not rediscovered, and says which', async () => {
    const { code, out } = await runCli(['bugs'], { catalogue });
    expect(code).toBe(1);
    expect(out).toContain('1 of 2 rediscovered');
    expect(out).toMatch(/^X2 +! +tryOnce +darkMeansLocked +model +none$/m);
  });

  test('knows no others', async () => {
    const { code, err } = await runCli(['bugs', 'X3'], { catalogue });
    expect([code, err]).toEqual([2, expect.stringContaining('there is no bug X3')]);
  });
});
