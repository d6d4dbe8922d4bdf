import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check, type Progress, type Report } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { jsonOf } from '../fixtures/apart.ts';
import { builtCli } from '../fixtures/builtCli.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

/** 16,353 states, which the plain loop would finish if it were let. */
const small = compose(pagesAndSlots(3, 3));
const workerCounts = [1, 2] as const;

describe.each(workerCounts)('the hot loop with %s workers', (workers) => {
  test('runs from Jest as it is', async () => {
    expect(await check(small, { loop: 'hot', workers })).toMatchObject({
      states: 16_353,
      transitions: 141_981,
      depth: 18,
      complete: true,
      loop: 'hot',
      workers,
      claims: [{ verdict: 'holds' }],
    });
  });

  test('ends in unknown where there are more states than it may find', async () => {
    const report = await check(small, { loop: 'hot', workers, maxStates: 16_352 });
    expect(report).toMatchObject({ complete: false, stopped: 'states', claims: [{ verdict: 'unknown' }] });
    expect(report.states).toBeGreaterThan(16_352);
    expect(await check(small, { loop: 'hot', workers, maxStates: 16_353 })).toMatchObject({
      complete: true,
      states: 16_353,
    });
  });

  test('ends in unknown where there is no more memory, and keeps to it', async () => {
    const report = await check(small, { loop: 'hot', workers, maxBytes: workers * 160_000 });
    expect(report).toMatchObject({
      loop: 'hot',
      complete: false,
      stopped: 'memory',
      claims: [{ verdict: 'unknown' }],
    });
    expect(report.states).toBeGreaterThan(1000);
    expect(report.states).toBeLessThan(16_353);
  });

  test('does not hide a violation that it found before', async () => {
    const report = await check(compose(pagesAndSlots(3, 3, true)), { loop: 'hot', workers, maxStates: 8000 });
    expect(report).toMatchObject({ stopped: 'states', claims: [{ verdict: 'violated' }] });
    expect(report.claims[0]?.trace).toHaveLength(6);
  });

  test('does not take what is owed for what is violated', async () => {
    const owed = { name: 'owed', instances: [{ parts: [0], table: [2, 2, 2] }] };
    const claims = (['leadsTo', 'eventually', 'sometimes'] as const).map((kind) => ({
      ...owed,
      name: kind,
      kind,
    }));
    const report = await check(
      { network: { ...small.network, claims } },
      { loop: 'hot', workers, maxStates: 8000 },
    );
    expect(report.claims.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('is interrupted, and says what it found', async () => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const report = await check(compose(pagesAndSlots(4, 4)), {
      workers,
      signal: stop.signal,
      onProgress: (progress) => {
        if (progress.states > 200_000) stop.abort();
        seen.push(progress);
      },
    });
    expect(report).toMatchObject({ loop: 'hot', workers, complete: false, stopped: 'interrupted' });
    expect(report.states).toBeGreaterThan(200_000);
    expect(report.states).toBeLessThan(2_121_249);
    seen.slice(1).forEach((later, i) => {
      const earlier = seen[i] as Progress;
      expect(later.states).toBeGreaterThanOrEqual(earlier.states);
      expect(later.transitions).toBeGreaterThanOrEqual(earlier.transitions);
      expect(later.depth).toBeGreaterThanOrEqual(earlier.depth);
      expect(later.frontier).toBeLessThanOrEqual(later.states);
    });
  });
});

test('a number of workers that cannot be is refused', async () => {
  for (const workers of [0, 1.5, 65])
    await expect(check(small, { workers })).rejects.toThrow(`there cannot be ${workers} workers`);
});

test('a thread that is lost costs the proofs, not what was found', () => {
  builtCli();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'lostThread.mjs')],
    { input: jsonOf(compose(pagesAndSlots(4, 4, true)).network), encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const report: Report = JSON.parse(stdout);
  expect(report).toMatchObject({ loop: 'hot', workers: 3, complete: false, stopped: 'worker' });
  expect(report.states).toBeGreaterThan(16_384);
  expect(report.claims).toMatchObject([{ verdict: 'violated' }]);
  expect(report.claims[0]?.trace).toHaveLength(6);
}, 60_000);
