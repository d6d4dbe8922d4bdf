import { describe, expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

/** States above which XState itself takes more than some minutes. */
const STATES_MAX = 60_000;

const small = proposals.filter(({ pinned }) => pinned.states <= STATES_MAX);

describe.each(small.map(({ system }) => system.name))('%s', (name) => {
  test('is as stated also by the reference engine, at its own sizes', async () => {
    const { code, out, err } = await runBuilt(['check', name, '--engine', 'reference']);
    expect({ code, err, out }).toEqual({ code: 0, err: '', out });
  }, 1_200_000);
});
