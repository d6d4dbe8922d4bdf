import { expect, test } from '@jest/globals';
import { runBuilt } from '../fixtures/builtCli.ts';

interface Checked {
  readonly name: string;
  readonly engine: string;
  readonly complete: boolean;
  readonly pinned?: { readonly asStated: boolean };
  readonly claims: readonly { readonly asStated: boolean }[];
}

test('every proposal at its own size: the stated states, transitions, verdicts and trace lengths', async () => {
  const { code, out, err } = await runBuilt(['check', '--engine', 'symbolic', '--json']);
  expect(err).toBe('');
  const run: readonly Checked[] = JSON.parse(out).proposals;
  expect(run.length).toBeGreaterThan(20);
  const otherwise = run.filter(
    ({ engine, complete, pinned, claims }) =>
      engine !== 'symbolic' || !complete || !pinned?.asStated || !claims.every(({ asStated }) => asStated),
  );
  expect(otherwise.map(({ name }) => name)).toEqual([]);
  expect(code).toBe(0);
}, 120_000);
