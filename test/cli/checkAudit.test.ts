import { describe, expect, jest, test } from '@jest/globals';
import { compose, type PartViews } from '../../composition/index.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful, smallCatalogue } from '../fixtures/smallCatalogue.ts';

/** XState is slow in Jest's sandbox, and on a busy machine. */
jest.setTimeout(60_000);

describe('check --audit', () => {
  test('says what was compared, in words and as data', async () => {
    const { code, out } = await runCli(['check', '--engine', 'symbolic', '--audit']);
    expect(code).toBe(0);
    expect(out).toContain(
      '\nAudited:\n  careful: 225 states, 1,148 transitions and 1 claims of the world page=2, slot=2 searched again without acceleration, 225 of the states by XState; 2,000 steps (seed 1) and 0 traces taken by XState; all alike\n',
    );
    const data = await runCli(['check', 'forgetful', '--reduce', 'symmetry', '--audit', '--json']);
    expect(data.code).toBe(0);
    expect(JSON.parse(data.out).proposals[0].audit).toEqual({
      size: { page: 2, slot: 2 },
      states: 353,
      transitions: 1_940,
      claims: 1,
      referenceStates: 353,
      steps: 2_000,
      traces: 1,
      seed: 1,
      differences: [],
    });
  });

  test('a difference is named, and fails the run', async () => {
    // A claim that changes its mind once the tables of both worlds are made.
    let asked = 0;
    let tablesMade = Number.POSITIVE_INFINITY;
    const claims = careful.system.claims.map((claim) =>
      claim.kind === 'always'
        ? { ...claim, applies: (parts: PartViews) => asked++ < tablesMade && claim.applies(parts) }
        : claim,
    );
    const system = { ...careful.system, claims };
    compose(system);
    tablesMade = 3 * asked;
    const catalogue = { ...smallCatalogue, proposals: [{ ...careful, system }] };
    const { code, out } = await runCli(['check', '--audit'], { catalogue });
    expect(code).toBe(1);
    expect(out).toContain(
      '; 2 not alike:\n    small world: cachedPageIsShared is holds by the plain search, vacuous by the reference one\n    cachedPageIsShared is judged otherwise by the tables than by its own predicates\n',
    );
  });

  test('is not for the engines that others are audited by', async () => {
    const sentence = '--audit is for accelerated engines, and reference is none';
    const { code, err } = await runCli(['check', '--engine', 'reference', '--audit']);
    expect({ code, err }).toEqual({ code: 2, err: `coco-dma: ${sentence}\n` });
  });
});
