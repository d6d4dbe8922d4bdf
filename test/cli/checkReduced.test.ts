import { describe, expect, test } from '@jest/globals';
import type { PartViews } from '../../composition/index.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful, forgetful, smallCatalogue } from '../fixtures/smallCatalogue.ts';

const json = (out: string) => JSON.parse(out).proposals;

describe('check --reduce', () => {
  test('symmetry: every verdict and length as stated, on a smaller graph that is not the pinned one', async () => {
    const { code, out, err } = await runCli(['check', '--reduce', 'symmetry', '--json']);
    expect(err).toBe('');
    expect(code).toBe(0);
    const [first, second] = json(out);
    expect(first).toMatchObject({
      engine: 'explicit',
      states: 69,
      transitions: 350,
      depth: 12,
      reduction: ['symmetry of page 0,1 and slot 0,1'],
    });
    expect(first).not.toHaveProperty('pinned');
    expect(first).not.toHaveProperty('notReduced');
    expect(second.claims).toMatchObject([{ verdict: 'violated', steps: 6, asStated: true }]);
  });

  test('symmetry of one index set, and partial order, told in words', async () => {
    const { code, out } = await runCli(['check', 'forgetful', '--reduce', 'symmetry=slot,partial-order']);
    expect(code).toBe(0);
    expect(out).toContain(
      '\nReduced graphs:\n  forgetful: by symmetry of slot 0,1\n  forgetful: by partial order\n  forgetful: traces may be longer than need be\n',
    );
  });

  test('a trace that may be longer than need be contradicts no stated length, a shorter one does', async () => {
    const claiming = (violated: number) => ({
      catalogue: {
        ...smallCatalogue,
        proposals: [careful, { ...forgetful, stands: { cachedPageIsShared: { violated } } }],
      },
    });
    const args = ['check', 'forgetful', '--reduce', 'partial-order'];
    expect((await runCli(args, claiming(5))).code).toBe(0);
    expect((await runCli(args, claiming(7))).code).toBe(1);
    expect((await runCli(['check', 'forgetful'], claiming(5))).code).toBe(1);
  });

  test('a design that is not symmetric is refused where its index set was named, and told where not', async () => {
    const { system } = careful;
    const claims = system.claims.map((claim) =>
      claim.kind === 'always'
        ? { ...claim, applies: (parts: PartViews) => parts['page']?.index === 0 && claim.applies(parts) }
        : claim,
    );
    const lopsided = { ...careful, system: { ...system, claims } };
    const catalogue = { ...smallCatalogue, proposals: [lopsided] };
    const named = await runCli(['check', '--reduce', 'symmetry=page'], { catalogue });
    const why = 'page 0 and 1 are not interchangeable: claim cachedPageIsShared tells them apart (table 0)';
    expect(named).toEqual({ code: 2, out: '', err: `coco-dma: careful: ${why}\n` });
    const all = await runCli(['check', '--reduce', 'symmetry'], { catalogue });
    expect(all.code).toBe(0);
    expect(all.out).toContain(`  careful: by symmetry of slot 0,1\n  careful: not reduced: ${why}\n`);
  });

  test.each([
    [
      'check --reduce symetry',
      '--reduce symetry: give symmetry, symmetry=slot+mapping, partial-order, or both with a comma',
    ],
    ['check --reduce symmetry=slt', '--reduce: there is no index set slt here; did you mean slot?'],
    [
      'check --engine symbolic --reduce symmetry',
      '--reduce is for --engine explicit; the other engines have no use for it',
    ],
  ])('%s', async (line, sentence) => {
    expect(await runCli(line.split(' '))).toEqual({ code: 2, out: '', err: `coco-dma: ${sentence}\n` });
  });
});
