import { describe, expect, test } from '@jest/globals';
import { check } from '../../checker/index.ts';
import { compose, replay, worldOf } from '../../composition/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const world = worldOf(pagesAndSlots(2, 2, true));

describe('replay', () => {
  test('takes a counterexample through the machines, and says what each step changed', async () => {
    const { claims } = await check(compose(pagesAndSlots(2, 2, true)));
    const { steps, states } = replay(world, claims[0]?.trace ?? []);
    expect(states).toHaveLength(7);
    expect(steps[2]).toEqual({
      event: 'START(slot=0)',
      by: 'device',
      summary: 'the device starts to use the slot',
      changes: [
        { part: 'slot[0]', before: 'slot map=0 tlb=null busy=false', after: 'slot map=0 tlb=0 busy=true' },
      ],
    });
    expect(states.at(-1)?.map(({ value, context }) => [value, context])).toEqual([
      ['clean', {}],
      ['clean', {}],
      ['slot', { map: null, tlb: 0, busy: false }],
      ['slot', { map: null, tlb: null, busy: false }],
    ]);
  });

  test('of nothing is the initial state', () => {
    expect(replay(world, [])).toMatchObject({ steps: [], states: [{}] });
  });

  test('stops at a step that a part refuses, naming it and its state', () => {
    const trace = [{ event: 'TO_SHARED(page=0)' }, { event: 'SECRET(page=0)' }];
    expect(() => replay(world, trace)).toThrow('step 2: page[0] refuses SECRET(page=0) in state shared');
  });

  test('stops at a step that does not exist, suggesting the nearest', () => {
    expect(() => replay(world, [{ event: 'TO_SHRAED(page=0)' }])).toThrow(
      'step 1: pagesAndSlots has no step TO_SHRAED(page=0); did you mean TO_SHARED(page=0)?',
    );
  });
});
