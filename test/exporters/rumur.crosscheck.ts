import { expect, test } from '@jest/globals';
import { isOfStates } from '../../exporters/networkWords.ts';
import { crosscheck } from '../fixtures/crosscheck.ts';
import { rumurCount } from '../fixtures/outsideCount.ts';
import { twoLamps } from '../fixtures/twoLamps.ts';

crosscheck('rumur', rumurCount, isOfStates);

test('rumur finds the graph and the verdicts derived by hand in the fixture', () => {
  expect(rumurCount(twoLamps)).toEqual({
    states: 4,
    transitions: 6,
    violated: ['bothAlike', 'noFailureWhileOn'],
    vacuous: ['neverAsked'],
  });
});
