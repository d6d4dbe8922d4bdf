import { describe, expect, test } from '@jest/globals';
import { check, type Progress } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const small = compose(pagesAndSlots(2, 2));
/** 16,353 states: enough for several progress reports, and for the first memory to be used up. */
const large = compose(pagesAndSlots(3, 3));

describe('a bound that is reached', () => {
  test.each(['explicit', 'reference'] as const)(
    'in states: %s says unknown, and what it found',
    async (engine) => {
      const report = await check(small, { engine, maxStates: 100 });
      expect(report).toMatchObject({ complete: false, stopped: 'states', claims: [{ verdict: 'unknown' }] });
      expect(report.states).toBe(101);
      expect(report.transitions).toBeGreaterThan(100);
      expect(report.depth).toBeGreaterThan(2);
    },
  );

  test.each(['explicit', 'reference'] as const)(
    'in states, exactly at the number of states: %s is complete',
    async (engine) => {
      expect(await check(small, { engine, maxStates: 225 })).toMatchObject({
        complete: true,
        states: 225,
        claims: [{ verdict: 'holds' }],
      });
      expect(await check(small, { engine, maxStates: 224 })).toMatchObject({
        complete: false,
        claims: [{ verdict: 'unknown' }],
      });
    },
  );

  test('in memory', async () => {
    // One word a state: 4 bytes, and 16 beside it; the set starts with room for 4,096 and doubles.
    const report = await check(large, { maxBytes: 8_192 * 20 });
    expect(report).toMatchObject({
      complete: false,
      stopped: 'memory',
      states: 8_192,
      claims: [{ verdict: 'unknown' }],
    });
    expect(await check(large, { maxBytes: 16_384 * 20 })).toMatchObject({ complete: true, states: 16_353 });
  });

  test('does not hide a violation that was found', async () => {
    const report = await check(compose(pagesAndSlots(2, 2, true)), { maxStates: 200 });
    expect(report).toMatchObject({ complete: false, claims: [{ verdict: 'violated' }] });
    expect(report.claims[0]?.trace).toHaveLength(6);
  });
});

describe('a search that is interrupted', () => {
  test.each([
    ['explicit', large],
    ['reference', small],
  ] as const)('%s keeps what it found, and says unknown', async (engine, composed) => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const report = await check(composed, {
      engine,
      signal: stop.signal,
      onProgress: (progress) => {
        seen.push(progress);
        if (seen.length === 2) stop.abort();
      },
    });
    expect(report).toMatchObject({
      complete: false,
      stopped: 'interrupted',
      claims: [{ verdict: 'unknown' }],
    });
    expect(report.states).toBe(seen[1]?.states);
    expect(report.states).toBeGreaterThan(seen[0]?.states ?? Number.NaN);
  });

  test('from a timer, since the search lets others run', async () => {
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    expect(await check(large, { signal: stop.signal })).toMatchObject({ stopped: 'interrupted' });
  });

  test('while a possible claim is decided', async () => {
    const stop = new AbortController();
    const home = { name: 'home', kind: 'possible' as const, instances: [{ parts: [0], table: [1, 2, 2] }] };
    let calls = 0;
    const report = await check(
      { network: { ...large.network, claims: [home] } },
      {
        signal: stop.signal,
        onProgress: ({ transitions }) => {
          if (transitions === 141_981 && ++calls === 2) stop.abort();
        },
      },
    );
    expect(report).toMatchObject({
      states: 16_353,
      transitions: 141_981,
      stopped: 'interrupted',
      claims: [{ verdict: 'unknown' }],
    });
  });
});

test('progress never goes back, and the search is not disturbed by being watched', async () => {
  const seen: Progress[] = [];
  const report = await check(large, { onProgress: (progress) => seen.push(progress) });
  expect(report).toMatchObject({ states: 16_353, transitions: 141_981, depth: 18, complete: true });
  expect(seen.length).toBeGreaterThanOrEqual(3);
  seen.slice(1).forEach((later, i) => {
    const earlier = seen[i] as Progress;
    expect(later.states).toBeGreaterThanOrEqual(earlier.states);
    expect(later.transitions).toBeGreaterThan(earlier.transitions);
    expect(later.depth).toBeGreaterThanOrEqual(earlier.depth);
    expect(later.frontier).toBeLessThanOrEqual(later.states);
  });
});
