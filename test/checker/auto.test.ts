import { describe, expect, jest, test } from '@jest/globals';
import { type CheckOptions, check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

jest.setTimeout(30_000);

describe('engine auto', () => {
  const composed = compose(pagesAndSlots(2, 2));
  const auto = (options: CheckOptions) => check(composed, { engine: 'auto', ...options });

  test('is the explicit one where the states can be listed', async () => {
    const report = await auto({});
    expect(report).toMatchObject({ engine: 'explicit', states: 225, depth: 12, complete: true });
    expect(report).not.toHaveProperty('chosen');
    expect((await auto({ autoStatesMax: 225 })).engine).toBe('explicit');
  });

  test('is the symbolic one beyond, and says why', async () => {
    expect(await auto({ autoStatesMax: 224 })).toMatchObject({
      engine: 'symbolic',
      chosen: 'symbolic, since there are more than 224 states',
      states: 225,
      transitions: 1_148,
      complete: true,
      claims: [{ verdict: 'holds' }],
    });
  });

  test('is the symbolic one where memory ends, and then not explicit again', async () => {
    const large = compose(pagesAndSlots(4, 4));
    const report = await check(large, { engine: 'auto', maxBytes: 200_000 });
    expect(report).toMatchObject({ engine: 'symbolic', states: 2_121_249, complete: true });
    expect(report.chosen).toMatch(/^symbolic, since there is no memory for more than [\d,]+ states$/);
    const neither = await check(large, { engine: 'auto', maxBytes: 200_000, maxNodes: 5 });
    expect(neither).toMatchObject({
      engine: 'explicit',
      stopped: 'memory',
      claims: [{ verdict: 'unknown' }],
      chosen: 'explicit, since diagrams do not fit either',
    });
  });

  test('goes back to the explicit one where diagrams do not fit', async () => {
    expect(await auto({ autoStatesMax: 100, maxNodes: 5 })).toMatchObject({
      engine: 'explicit',
      chosen: 'explicit, since diagrams do not fit either',
      states: 225,
      complete: true,
    });
  });

  test('stays explicit where only that engine does what is asked', async () => {
    const bounded = await auto({ maxStates: 100, autoStatesMax: 50 });
    expect(bounded).toMatchObject({ engine: 'explicit', stopped: 'states', complete: false });
    const reduced = await auto({ reduce: { symmetry: true }, autoStatesMax: 50 });
    expect(reduced).toMatchObject({ engine: 'explicit', states: 69 });
  });
});
