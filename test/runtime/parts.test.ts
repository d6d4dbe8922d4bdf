import { describe, expect, test } from '@jest/globals';
import { setup } from 'xstate';
import { lifeCycleOf, MachineError, tabulate } from '../../composition/index.ts';
import { alphabet, endpointMachine, pageMachine, pciDriverMachine } from '../../machines/index.ts';
import { Parts, RefusedByStateError } from '../../runtime/index.ts';
import { REFUSED, stepTableOf } from '../../runtime/stepTable.ts';

const SHARE = { type: 'SHARE', page: 0, device: 0 };
const ALLOC = { type: 'ALLOC', page: 0, device: 0 };
const pages = () => new Parts({ machine: pageMachine }, 3, (index) => `page number ${index}`);

describe('parts', () => {
  test('each moves alone', () => {
    const parts = pages();
    parts.step(1, ALLOC);
    parts.step(1, SHARE);
    expect(parts.view(1)).toMatchObject({ index: 1, value: 'sharing', context: { device: 0 } });
    expect(parts.view(0)).toMatchObject({ index: 0, value: 'private', context: { owner: 'allocator' } });
  });

  test('a refused step says who refuses, in which state and what, and changes nothing', () => {
    const parts = pages();
    expect(parts.admits(2, SHARE)).toBe(false);
    expect(() => parts.step(2, SHARE)).toThrow(RefusedByStateError);
    expect(() => parts.step(2, SHARE)).toThrow(
      /^page number 2 refuses SHARE\(page=0, device=0\) in state private .*owner=allocator/,
    );
    expect(parts.view(2)).toMatchObject({ value: 'private' });
  });

  test('several move together, or none', () => {
    const parts = pages();
    parts.step(0, ALLOC);
    expect(() => parts.stepAll([0, 1], () => SHARE)).toThrow('page number 1 refuses');
    expect(parts.view(0).value).toBe('private');
    parts.step(1, ALLOC);
    parts.stepAll([0, 1], () => SHARE);
    expect([0, 1, 2].map((index) => parts.view(index).value)).toEqual(['sharing', 'sharing', 'private']);
  });

  test('members may differ in their input', () => {
    const input = (index: number) => ({ reach: index === 0 ? 'withinMask' : 'beyondMask' });
    const parts = new Parts({ machine: pageMachine, input }, 3, String);
    expect([0, 1, 2].map((index) => parts.view(index).context['reach'])).toEqual([
      'withinMask',
      'beyondMask',
      'beyondMask',
    ]);
  });

  test('there is no member that there is not', () => {
    expect(() => pages().view(3)).toThrow('there is no page number 3: there are 3');
    expect(() => pages().step(-1, ALLOC)).toThrow(RangeError);
  });

  test('what cannot be checked cannot be run', () => {
    const waiting = setup({}).createMachine({
      id: 'waiting',
      initial: 'a',
      states: { a: { after: { 10: 'b' } }, b: {} },
    });
    expect(() => new Parts({ machine: waiting }, 1, String)).toThrow(MachineError);
  });
});

test.each([
  ['page', pageMachine, {}],
  ['pciDriver', pciDriverMachine, { enable: 'split' }],
  ['endpoint', endpointMachine, { reaches: 'shared' }],
] as const)(
  '%s: a table that is filled as it is asked is the one that the checker tabulates',
  (_, machine, input) => {
    const { events, machine: asked } = lifeCycleOf(machine, alphabet, input);
    const whole = tabulate(
      asked,
      events.map((event) => ({ event, by: '', indexes: [] })),
    );
    const filled = stepTableOf(machine, input);
    /** For each state of the whole table its number in the filled one. */
    const numbers = [0];
    const reached = [0];
    const unlike: string[] = [];
    for (const state of reached) {
      const number = numbers[state] ?? Number.NaN;
      expect(filled.view(number, 0)).toMatchObject({
        value: whole.snapshots[state]?.value,
        context: whole.snapshots[state]?.context,
      });
      for (const [e, event] of events.entries()) {
        const next = whole.next[e]?.[state] ?? -1;
        const answer = filled.next(number, event);
        if (next >= 0 && numbers[next] === undefined) {
          numbers[next] = answer;
          reached.push(next);
        }
        if (answer !== (next < 0 ? REFUSED : numbers[next]))
          unlike.push(`${whole.labels[state]} ${event.type}`);
      }
    }
    expect(unlike).toEqual([]);
    expect(reached).toHaveLength(whole.snapshots.length);
  },
);
