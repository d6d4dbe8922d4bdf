import { describe, expect, test } from '@jest/globals';
import { StateSet } from '../../checker/stateSet.ts';

const count = 10_000;

describe('state set', () => {
  test.each([0, 1, 2])(
    'tells states of three words apart that differ only in word %i, through growth',
    (word) => {
      const states = new StateSet(3, 2 ** 30);
      const state = (i: number) => Uint32Array.from([7, 7, 7], (fill, w) => (w === word ? i : fill));
      for (let i = 0; i < count; i++) expect(states.add(state(i), 0, i - 1, i)).toBe(i);
      expect(states.size).toBe(count);
      for (let i = 0; i < count; i += 97) {
        expect(states.add(state(i), 0, 0, 0)).toBe(-1);
        expect(states.find(state(i), 0)).toBe(i);
      }
      expect(states.find(state(count), 0)).toBe(-1);
      expect(states.pathTo(5)).toEqual([1, 2, 3, 4, 5]);
    },
  );

  test('reads its state at an offset', () => {
    const states = new StateSet(2, 2 ** 30);
    const many = Uint32Array.of(1, 2, 3, 4);
    expect([
      states.add(many, 0, -1, -1),
      states.add(many, 2, 0, 0),
      states.add(many, 1, 0, 1),
      states.add(many, 2, 0, 2),
    ]).toEqual([0, 1, 2, -1]);
  });

  test('says when it has no room left, and keeps what it has', () => {
    const states = new StateSet(1, 8_192 * 20 - 1);
    for (let i = 0; i < 4_096; i++) expect(states.add(Uint32Array.of(i), 0, -1, -1)).toBe(i);
    expect(states.add(Uint32Array.of(5_000), 0, -1, -1)).toBe(-2);
    expect(states.add(Uint32Array.of(17), 0, -1, -1)).toBe(-1);
    expect(states.size).toBe(4_096);
    // A word, a parent and a step for each of 4,096 states, and two slots of the table.
    expect(states.bytes).toBe(4_096 * (4 + 4 + 4 + 2 * 4));
  });
});
