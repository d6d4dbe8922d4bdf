import { expect, test } from '@jest/globals';
import type { AnyStateMachine } from 'xstate';
import { machineOf } from '../../composition/index.ts';
import { machines } from '../../machines/index.ts';
import { machineInputs } from '../fixtures/machineInputs.ts';
import { shapeOf } from '../fixtures/shapeOf.ts';
import { initialContents } from './initialContents.ts';
import { mutantsOf } from './mutantsOf.ts';
import { testsOf } from './testsOf.ts';

test.each(['endpoint', 'platform', 'dmaOps'] as const)(
  'a pinned life cycle of %s notices just the mutants of which it has other digests',
  async (name) => {
    const original: AnyStateMachine = machines[name];
    const digests = (made: AnyStateMachine, input: object): string => {
      try {
        return shapeOf(name, machineOf(made, input)).join('\n');
      } catch (error) {
        return String(error);
      }
    };
    const mutants = [
      ...mutantsOf(name, original),
      ...initialContents(name, original, machineInputs[name], []),
    ];
    const lives = testsOf(name, original).filter(({ kind }) => kind === 'shapes');
    const found = { noticed: 0, not: 0 };
    for (const [i, input] of machineInputs[name].entries())
      for (const mutant of mutants) {
        const noticed = digests(mutant.made, input) !== digests(original, input);
        const of = { input, mutant: mutant.name };
        expect({ ...of, noticed: await lives[i]?.notices(mutant) }).toEqual({ ...of, noticed });
        found[noticed ? 'noticed' : 'not']++;
      }
    expect(found.noticed).toBeGreaterThan(0);
  },
);
