import { expect, test } from '@jest/globals';
import { type Automaton, automataProduct, statesAlong } from '../../composition/index.ts';

/** A door that is opened and closed, and a lock that lets it be opened only while it is unlocked. */
const door: Automaton = {
  name: 'door',
  states: ['closed', 'open'],
  events: ['close', 'open'],
  next: [
    [-1, 1],
    [0, -1],
  ],
};
const lock: Automaton = {
  name: 'lock',
  states: ['locked', 'unlocked'],
  events: ['open', 'turn'],
  next: [
    [-1, 1],
    [1, 0],
  ],
};

test('what both know happens only if both accept it; what one knows, the other stays out of', () => {
  const both = automataProduct('both', [door, lock]);
  expect(both.states).toEqual(['closed locked', 'closed unlocked', 'open unlocked', 'open locked']);
  const taken = (...word: string[]) => statesAlong(both, word).map((state) => both.states[state]);
  expect(taken('open')).toEqual([]);
  expect(taken('turn', 'open', 'turn', 'close')).toEqual([
    'closed unlocked',
    'open unlocked',
    'open locked',
    'closed locked',
  ]);
  expect(taken('turn', 'open', 'open')).toHaveLength(2);
});
