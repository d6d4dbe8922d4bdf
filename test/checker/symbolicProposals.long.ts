import { expect, test } from '@jest/globals';
import { invariants } from '../../invariants/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

interface Checked {
  readonly name: string;
  readonly engine: string;
  readonly complete: boolean;
  readonly pinned?: { readonly asStated: boolean };
  readonly claims: readonly {
    readonly invariant: string;
    readonly verdict: string;
    readonly asStated: boolean;
  }[];
}

/** What the symbolic engine leaves to the explicit one. */
const aboutRuns = new Set(
  invariants.flatMap(({ name, kind }) => (kind === 'leadsTo' || kind === 'eventually' ? [name] : [])),
);

test('every proposal at its own size: the stated states, transitions, verdicts and trace lengths', async () => {
  const { code, out, err } = await runBuilt(['check', '--engine', 'symbolic', '--json']);
  expect(err).toBe('');
  const run: readonly Checked[] = JSON.parse(out).proposals;
  expect(run.length).toBeGreaterThan(20);
  const otherwise = run.filter(
    ({ engine, complete, pinned, claims }) =>
      engine !== 'symbolic' ||
      !complete ||
      !pinned?.asStated ||
      !claims.every(({ invariant, verdict, asStated }) =>
        aboutRuns.has(invariant) ? verdict === 'unknown' : asStated,
      ),
  );
  expect(otherwise.map(({ name }) => name)).toEqual([]);
  // Something is unknown.
  expect(code).toBe(3);
}, 120_000);
