import { describe, expect, test } from '@jest/globals';
import { type AnyStateMachine, createMachine } from 'xstate';
import { check } from '../../checker/index.ts';
import {
  type Alphabet,
  type Claim,
  compose,
  instancesOf,
  type System,
  sizesOf,
} from '../../composition/index.ts';
import { listener, exampleSystem as system } from '../fixtures/exampleSystem.ts';

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
