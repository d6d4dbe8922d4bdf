import { describe, expect, test } from '@jest/globals';
import { type AnyStateMachine, assign, createMachine, setup } from 'xstate';
import { check } from '../../checker/index.ts';
import {
  type Alphabet,
  type Claim,
  compose,
  defineEvents,
  type EventOf,
  instancesOf,
  type PartViews,
  type System,
  sizesOf,
  worldOf,
} from '../../composition/index.ts';

const alphabet = defineEvents({
  TAKE: { by: 'guest', index: ['device', 'slot'], summary: '' },
  ACCEPT: { by: 'policy', index: ['device'], summary: '' },
  PEER: { by: 'device', index: { from: 'device', to: 'device' }, summary: '' },
  TICK: { by: 'world', summary: '' },
  WRITE: { by: { parameter: 'writer' }, values: { writer: ['guest', 'host'], bme: [0, 1] }, summary: '' },
});
const listener = (id: string, ...types: string[]): AnyStateMachine =>
  createMachine({
    id,
    initial: 'a',
    states: { a: { on: Object.fromEntries(types.map((type) => [type, { target: 'a' }])) } },
  });
const system = (families: System['families'], more: Partial<System> = {}): System => ({
  name: 'example',
  alphabet,
  families,
  claims: [],
  ...more,
});
const taking = (s: System, size: Record<string, number>) => {
  const { parts, steps } = worldOf(s, size);
  return Object.fromEntries(
    steps.map((step) => [step.name, step.parts.map((part) => parts[part]?.name).join(' ')]),
  );
};

describe('who takes part in a step', () => {
  test('those that it names, and all of a family that it names no index of', () => {
    const s = system({
      device: { machine: listener('device', 'TAKE', 'ACCEPT') },
      slot: { machine: listener('slot', 'TAKE', 'ACCEPT') },
      clock: { machine: listener('clock', 'TICK', 'ACCEPT') },
    });
    expect(taking(s, { device: 2, slot: 2 })).toEqual({
      'TAKE(device=0, slot=0)': 'device[0] slot[0]',
      'TAKE(device=0, slot=1)': 'device[0] slot[1]',
      'TAKE(device=1, slot=0)': 'device[1] slot[0]',
      'TAKE(device=1, slot=1)': 'device[1] slot[1]',
      'ACCEPT(device=0)': 'device[0] slot[0] slot[1] clock',
      'ACCEPT(device=1)': 'device[1] slot[0] slot[1] clock',
      TICK: 'clock',
    });
  });

  test('families over one index set are named together', () => {
    const s = system({
      device: { machine: listener('device', 'ACCEPT') },
      tdi: { machine: listener('tdi', 'ACCEPT'), index: 'device' },
    });
    expect(taking(s, { device: 2 })).toEqual({
      'ACCEPT(device=0)': 'device[0] tdi[0]',
      'ACCEPT(device=1)': 'device[1] tdi[1]',
    });
  });

  test('a part that is named in two roles hears which', () => {
    const machine = setup({
      types: {} as { context: { last: string; by: number }; events: EventOf<typeof alphabet> },
      actions: {
        note: assign(({ event }) =>
          event.type === 'PEER' ? { last: event.role ?? '', by: event.from } : {},
        ),
      },
    }).createMachine({ id: 'device', context: { last: '-', by: 9 }, on: { PEER: { actions: 'note' } } });
    const { tables, network } = compose(system({ device: { machine } }), { device: 2 });
    expect(network.steps.map(({ name, moves }) => [name, moves.map(({ part }) => part)])).toEqual([
      ['PEER(from=0, to=0)', [0]],
      ['PEER(from=0, to=1)', [0, 1]],
      ['PEER(from=1, to=0)', [0, 1]],
      ['PEER(from=1, to=1)', [1]],
    ]);
    expect(tables[0]?.labels).toEqual([
      '{} last=- by=9',
      '{} last=from+to by=0',
      '{} last=from by=0',
      '{} last=to by=1',
    ]);
  });

  test('an event over a family that is absent cannot happen, and is listed as such', () => {
    expect(worldOf(system({ device: { machine: listener('device', 'TAKE', 'TICK') } })).absent).toEqual([
      'TAKE',
    ]);
  });

  test('an event that only a monitor hears cannot happen', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { TICK: 'violated' } }, violated: {} },
    });
    const claim: Claim = { kind: 'monitor', name: 'm', summary: '', source: '', over: ['device'], machine };
    expect(
      worldOf(system({ device: { machine: listener('device', 'ACCEPT') } }, { claims: [claim] })).steps.map(
        (s) => s.name,
      ),
    ).toEqual(['ACCEPT(device=0)']);
  });

  test('the mover may be a parameter, and values may be narrowed', () => {
    const s = system(
      { device: { machine: listener('device', 'WRITE') } },
      { narrowed: { WRITE: { bme: [1] } } },
    );
    expect(worldOf(s).steps.map(({ name, by }) => [name, by])).toEqual([
      ['WRITE(writer=guest, bme=1)', 'guest'],
      ['WRITE(writer=host, bme=1)', 'host'],
    ]);
  });

  test('a step happens iff all that take part accept it; one that somebody always refuses is left out', () => {
    const never = createMachine({ id: 'never', on: { TICK: {} } });
    const { network } = compose(
      system({ a: { machine: listener('a', 'TICK', 'WRITE') }, b: { machine: never } }),
    );
    expect(network.steps.map(({ name }) => name.slice(0, 5))).toEqual(['WRITE', 'WRITE', 'WRITE', 'WRITE']);
  });
});

describe('what a system may not say', () => {
  const device = { machine: listener('device', 'TICK') };
  const stepClaim: Claim = {
    kind: 'eachStep',
    name: 'c',
    summary: '',
    source: '',
    over: ['device'],
    on: ['TICKK'],
    applies: () => true,
    holds: () => true,
  };
  const monitor = (machine: AnyStateMachine, over = ['device']): Claim => ({
    kind: 'monitor',
    name: 'm',
    summary: '',
    source: '',
    over,
    machine,
  });
  const watching = (violated: string) =>
    createMachine({
      initial: 'a',
      states: { a: { on: { TICK: violated } }, [violated]: {} },
    } as never) as unknown as AnyStateMachine;
  test.each<[string, System, string]>([
    [
      'a claim over an unknown family',
      system({ device }, { claims: [{ ...stepClaim, on: ['TICK'], over: ['devcie'] }] }),
      'example does not have; did you mean device?',
    ],
    [
      'a claim about an unknown event',
      system({ device }, { claims: [stepClaim] }),
      'claim c is about TICKK, which is not in the alphabet; did you mean TICK?',
    ],
    [
      'an unknown event narrowed',
      system({ device }, { narrowed: { TICC: {} } }),
      'example narrows TICC, which is not in the alphabet; did you mean TICK?',
    ],
    [
      'an unknown value narrowed',
      system({ device: { machine: listener('d', 'WRITE') } }, { narrowed: { WRITE: { bme: [2] } } }),
      'event WRITE has no bme=2 to narrow to',
    ],
    [
      'an unknown parameter narrowed',
      system({ device: { machine: listener('d', 'WRITE') } }, { narrowed: { WRITE: { bm: [1] } } }),
      'event WRITE has no bm',
    ],
    [
      'a monitor whose violated is misspelt',
      system({ device }, { claims: [monitor(watching('voilated'))] }),
      'claim m: its monitor has no plain state violated at the top; did you mean voilated?',
    ],
    [
      'a monitor over two of a family',
      system({ device }, { claims: [monitor(watching('violated'), ['device', 'device'])] }),
      'a monitor cannot tell two members of one family apart',
    ],
  ])('%s', (_, s, problem) => {
    expect(() => compose(s)).toThrow(problem);
  });

  test('a monitor whose violated is not a plain state of its root', () => {
    const nested = createMachine({
      initial: 'a',
      states: { a: { on: { TICK: 'violated' } }, violated: { initial: 'x', states: { x: {} } } },
    });
    const parallel = createMachine({ type: 'parallel', states: { violated: {}, a: { on: { TICK: {} } } } });
    for (const machine of [nested, parallel])
      expect(() => compose(system({ device }, { claims: [monitor(machine)] }))).toThrow(
        'no plain state violated',
      );
  });

  test.each<[string, Alphabet, string]>([
    [
      'a parameter called type',
      { E: { by: 'x', values: { type: ['a'] }, summary: '' } },
      'event E: the parameter name type is taken',
    ],
    [
      'a parameter called role',
      { E: { by: 'x', index: { role: 'device' }, summary: '' } },
      'the parameter name role is taken',
    ],
    [
      'one name for an index and a value',
      { E: { by: 'x', index: ['device'], values: { device: [0] }, summary: '' } },
      'the parameter name device is taken',
    ],
    [
      'a mover that is no parameter',
      { E: { by: { parameter: 'who' }, summary: '' } },
      'its mover is said to be parameter who, which it does not have',
    ],
  ])('%s', (_, of, problem) => {
    expect(() => instancesOf(of, 'E', { device: 1 })).toThrow(problem);
  });

  test('two values that are written alike would be one step', async () => {
    const machine = createMachine({ initial: 'a', states: { a: { on: { E: { target: 'a' } } } } });
    const s: System = {
      name: 's',
      alphabet: { E: { by: 'x', values: { v: [1, '1'] }, summary: '' } },
      families: { m: { machine } },
      claims: [],
    };
    await expect(check(compose(s))).rejects.toThrow('two steps are called E(v=1)');
  });

  test.each([
    [{ device: 0 }, 'example: size device=0 is not a whole number of at least 1'],
    [{ device: 1.5 }, 'size device=1.5 is not a whole number'],
    [{ devcie: 2 }, 'example has no devcie; did you mean device? (it has device)'],
  ])('a size %j', (size, problem) => {
    expect(() => sizesOf(system({ device }), size as never)).toThrow(problem);
  });

  test('sizes: what is wanted replaces what the system has, 1 where neither says', () => {
    const s = system(
      { device, slot: { machine: listener('slot', 'TICK') }, tdi: { ...device, index: 'device' } },
      { sizes: { device: 2 } },
    );
    expect(sizesOf(s)).toEqual({ device: 2, slot: 1 });
    expect(sizesOf(s, { device: 3 })).toEqual({ device: 3, slot: 1 });
  });
});

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
    const throws: Claim = { ...base, kind: 'always', holds: ({ slot }) => slot?.context.map.page === 1 };
    await expect(seen(throws, { slot: 1 })).rejects.toThrow(
      "claim c: Cannot read properties of undefined (reading 'page')",
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
