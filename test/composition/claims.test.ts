import { describe, expect, test } from '@jest/globals';
import { assign, createMachine, setup } from 'xstate';
import { check } from '../../checker/index.ts';
import { type Claim, compose, type PartViews } from '../../composition/index.ts';
import { listener, exampleSystem as system } from '../fixtures/exampleSystem.ts';

describe('what a claim is judged on', () => {
  const seen = async (claim: Claim, size: Record<string, number>) => {
    const composed = compose(
      system(
        {
          device: { machine: listener('device', 'ACCEPT', 'TAKE') },
          tdi: { machine: listener('tdi', 'ACCEPT'), index: 'device' },
          slot: { machine: listener('slot', 'TAKE', 'TICK') },
        },
        { claims: [claim] },
      ),
      size,
    );
    for (const engine of ['explicit', 'reference'] as const) await check(composed, { engine });
  };
  const noted = (over: string[]) => {
    const choices = new Set<string>();
    const applies = (views: PartViews) =>
      Boolean(
        choices.add(
          Object.entries(views)
            .map(([name, { index }]) => `${name}${index}`)
            .join(' '),
        ),
      );
    return {
      choices,
      claim: {
        kind: 'always',
        name: 'c',
        summary: '',
        source: '',
        over,
        applies,
        holds: () => true,
      } as Claim,
    };
  };

  test('families over one index set come with equal index', async () => {
    const { choices, claim } = noted(['device', 'tdi', 'slot']);
    await seen(claim, { device: 2, slot: 1 });
    expect([...choices].sort()).toEqual(['device0 tdi0 slot0', 'device1 tdi1 slot0']);
  });

  test('a family named twice is two different members', async () => {
    const { choices, claim } = noted(['slot', 'slot']);
    await seen(claim, { device: 1, slot: 3 });
    expect([...choices].sort()).toEqual([
      'slot0 slot21',
      'slot0 slot22',
      'slot1 slot20',
      'slot1 slot22',
      'slot2 slot20',
      'slot2 slot21',
    ]);
  });

  test('a step claim only on steps that name its members, or no index of their family', async () => {
    const steps = new Set<string>();
    const applies = (before: PartViews, event: { type: string }) =>
      Boolean(steps.add(`${JSON.stringify(event)} for ${before['slot']?.index}`));
    const base = {
      kind: 'eachStep',
      name: 'c',
      summary: '',
      source: '',
      over: ['slot'],
      applies,
      holds: () => true,
    } as const;
    await seen(base, { device: 1, slot: 2 });
    expect([...steps].sort()).toEqual([
      '{"type":"TAKE","device":0,"slot":0} for 0',
      '{"type":"TAKE","device":0,"slot":1} for 1',
      '{"type":"TICK"} for 0',
      '{"type":"TICK"} for 1',
    ]);
    steps.clear();
    await seen({ ...base, on: ['ACCEPT'] }, { device: 1, slot: 2 });
    expect([...steps].sort()).toEqual([
      '{"type":"ACCEPT","device":0} for 0',
      '{"type":"ACCEPT","device":0} for 1',
    ]);
  });

  test('a predicate that throws, or reads a parameter that the event does not have, is named', async () => {
    const base = { name: 'c', summary: '', source: '', over: ['slot'], applies: () => true };
    const reads: Claim = { ...base, kind: 'eachStep', on: ['TAKE'], holds: (_, event) => event['dev'] === 0 };
    await expect(seen(reads, { slot: 1 })).rejects.toThrow(
      'claim c: reads dev of TAKE, which has only type, device, slot',
    );
    const throws: Claim = {
      ...base,
      kind: 'always',
      holds: ({ nobody }) => (nobody as PartViews[string]).index === 1,
    };
    await expect(seen(throws, { slot: 1 })).rejects.toThrow(
      "claim c: Cannot read properties of undefined (reading 'index')",
    );
  });

  test('a claim over too much at once is refused', () => {
    const big = setup({ types: {} as { context: { n: number } } }).createMachine({
      context: { n: 0 },
      on: {
        TAKE: {
          guard: ({ context }) => context.n < 200,
          actions: assign({ n: ({ context }) => context.n + 1 }),
        },
      },
    });
    const claim: Claim = {
      kind: 'always',
      name: 'all',
      summary: '',
      source: '',
      over: ['device', 'device', 'device'],
      applies: () => false,
      holds: () => true,
    };
    expect(() =>
      compose(
        system({ device: { machine: big }, slot: { machine: listener('s', 'TAKE') } }, { claims: [claim] }),
        { device: 3 },
      ),
    ).toThrow(
      'claim all over device, device, device has 8120601 combinations of local states; make it a monitor, or split it',
    );
  });
});

describe('a monitor', () => {
  const once = createMachine({
    initial: 'unused',
    states: {
      unused: { on: { TICK: 'used' } },
      used: { on: { TICK: 'violated', ACCEPT: {} } },
      violated: {},
    },
  });
  const s = system(
    { device: { machine: listener('device', 'ACCEPT', 'TICK') } },
    {
      claims: [
        { kind: 'monitor', name: 'tickedOnce', summary: '', source: '', over: ['device'], machine: once },
      ],
    },
  );

  // The device has one state; a monitor for each of D devices has three. TICK names no device, so all
  // monitors move together: 3 states, each with TICK and D times ACCEPT.
  test.each([1, 2])('of each of %i devices forbids nothing', async (devices) => {
    for (const engine of ['explicit', 'reference'] as const) {
      const report = await check(compose(s, { device: devices }), { engine });
      expect(report).toMatchObject({ states: 3, transitions: 3 * (1 + devices), depth: 2 });
      expect(report.claims[0]).toMatchObject({
        verdict: 'violated',
        trace: [{ event: 'TICK' }, { event: 'TICK' }],
      });
    }
  });

  test('that never leaves its initial state is vacuous', async () => {
    const deaf = createMachine({ initial: 'a', states: { a: { on: { TAKE: 'violated' } }, violated: {} } });
    const composed = compose({
      ...s,
      claims: [{ kind: 'monitor', name: 'm', summary: '', source: '', over: ['device'], machine: deaf }],
    });
    for (const engine of ['explicit', 'reference'] as const)
      expect((await check(composed, { engine })).claims[0]?.verdict).toBe('vacuous');
  });
});
