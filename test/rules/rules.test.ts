import { describe, expect, test } from '@jest/globals';
import { machineOf, type System } from '../../composition/index.ts';
import {
  alphabet,
  deviceMachine,
  machines,
  mappingMachine,
  pageMachine,
  poolMachine,
  slotMachine,
} from '../../machines/index.ts';
import { type Rule, rules, rulesOf, withoutRules } from '../../rules/index.ts';
import { machineInputs } from '../fixtures/machineInputs.ts';

const named = (name: string): Rule => {
  const rule = rules.find((known) => known.name === name);
  if (!rule) throw new Error(`no rule ${name}`);
  return rule;
};

const system = (input: object): System => ({
  name: 'pages',
  alphabet,
  families: {
    page: {
      machine: pageMachine,
      input: (index: number) => ({ ...input, reach: index ? 'beyondMask' : 'withinMask' }),
    },
    slot: { machine: slotMachine },
    pool: { machine: poolMachine },
    mapping: { machine: mappingMachine },
    device: { machine: deviceMachine, input: { privateBy: 'nobody' } },
  },
  sizes: { page: 2 },
  narrowed: { POOL_GROW: false },
  claims: [],
});

test('names are given once', () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
});

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_, { machine, off }) => {
  // A switch that the machine does not have would be taken for a rule that stops nothing.
  test('is switched by inputs that its machine has', () => {
    expect(Object.values(machines)).toContain(machine);
    const [input] = machineInputs[machine.id as keyof typeof machines];
    const context = machineOf(machine, input).initial().context;
    expect(Object.keys(context)).toEqual(expect.arrayContaining(Object.keys(off)));
  });
});

describe('withoutRules', () => {
  test('changes the input of every member of the machine, and of no other machine', () => {
    const changed = withoutRules(system({ clearsOnAlloc: true }), [
      named('leakOnFailedConversion'),
      named('scrubOnConversion'),
    ]);
    const input = changed.families['page']?.input as (index: number) => unknown;
    expect([input(0), input(1)]).toEqual([
      { clearsOnAlloc: true, reach: 'withinMask', leaksOnFailure: false, onConversion: 'keep' },
      { clearsOnAlloc: true, reach: 'beyondMask', leaksOnFailure: false, onConversion: 'keep' },
    ]);
    expect(changed.families['slot']).toEqual({ machine: slotMachine });
  });

  test('gives an input to a machine that had none', () => {
    const changed = withoutRules(system({}), [named('copyInForEveryDirection')]);
    expect(changed.families['slot']?.input).toEqual({ copiesInAlways: false });
  });
});

describe('rulesOf', () => {
  const ofPagesAndSlots = rules.filter(({ machine }) => machine === pageMachine || machine === slotMachine);
  const kept = (input: object, more: Partial<System> = {}) =>
    rulesOf({ ...system(input), ...more }, ofPagesAndSlots).map(({ name }) => name);

  test('a rule is kept if to leave it out changes what happens', () => {
    expect(kept({})).toEqual([
      'leakOnFailedConversion',
      'addressSaysWhatThePageIs',
      'scrubOnConversion',
      'copyInForEveryDirection',
    ]);
    expect(kept({ leaksOnFailure: false, onConversion: 'keep', clearsOnAlloc: true })).toEqual([
      'addressSaysWhatThePageIs',
      'clearOnAlloc',
      'copyInForEveryDirection',
    ]);
  });

  test('a rule about steps that cannot happen is not', () => {
    expect(kept({}, { narrowed: { POOL_GROW: false, CONVERSION_FAILS: false, MAP_BOUNCED: false } })).toEqual(
      ['addressSaysWhatThePageIs', 'scrubOnConversion'],
    );
  });
});
