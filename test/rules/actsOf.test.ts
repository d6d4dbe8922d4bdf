import { expect, test } from '@jest/globals';
import { smallWorld } from '../../bugs/smallWorld.ts';
import { wholeGraphOf } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { actsOf } from '../../rules/index.ts';

/** A clock that is read, and set to any hour. */
const clock = smallWorld({
  name: 'clock',
  source: 'nobody',
  facts: { hour: 0 },
  rules: {},
  steps: {
    READ: {
      by: 'guest',
      values: { hour: [0, 1, 2], loud: [true, false] },
      summary: '',
      when: ({ hour }, event) => event['hour'] === hour,
    },
    SET: {
      by: 'guest',
      values: { hour: [0, 1, 2] },
      summary: '',
      effect: (_, event) => ({ hour: Number(event['hour']) }),
    },
    // What strikes is said by the clock, twice.
    STRIKE: {
      by: 'clock',
      values: { hour: [0, 1, 2], past: [0, 1, 2] },
      summary: '',
      when: ({ hour }, event) => event['hour'] === hour && event['past'] === hour,
    },
  },
  claim: { name: 'always', summary: '', holds: () => true },
});

test('a parameter that reports is left out, and one that is chosen is not', () => {
  const { world, network } = compose(clock.system);
  const act = actsOf([{ world, graph: wholeGraphOf(network, {}) }]);
  expect(act('READ(hour=2, loud=true)')).toBe('READ(loud=true)');
  expect(act('SET(hour=2)')).toBe('SET(hour=2)');
  expect(act('STRIKE(hour=1, past=1)')).toBe('STRIKE');
  expect(act('UNHEARD_OF')).toBe('UNHEARD_OF');
});
