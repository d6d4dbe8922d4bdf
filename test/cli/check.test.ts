import { describe, expect, test } from '@jest/globals';
import { runCli } from '../fixtures/runCli.ts';
import { careful, forgetful, large, smallCatalogue } from '../fixtures/smallCatalogue.ts';

const changed = (change: Partial<typeof careful>) => ({
  catalogue: { ...smallCatalogue, proposals: [{ ...careful, ...change }, forgetful] },
});

describe('check', () => {
  test('shows proposals by invariants and exits 0 when all is as stated', async () => {
    const { code, out, err } = await runCli(['check']);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out.replaceAll(/\d+\.\d+/g, '0.0').split('\n')).toEqual([
      '#  proposal   states  transitions  depth  seconds  holds  violated  vacuous',
      '1  careful       225        1,148     12     0.0      1         0        0',
      '2  forgetful     353        1,940     14     0.0      0         1        0',
      '',
      'invariant           1  2',
      'cachedPageIsShared  +  6',
      '',
      '+ holds   7 violated, in 7 steps at the least   . vacuous   ? unknown   ! not as stated',
      '',
      '2 proposals, 2 claims: 1 hold, 1 violated, 0 vacuous; all as stated. 578 states in 0.0 s.',
      '',
    ]);
  });

  test('lists the claims in words for one proposal', async () => {
    const { code, out } = await runCli(['check', 'forgetful']);
    expect(code).toBe(0);
    expect(out).toContain('  violated in 6  cachedPageIsShared\n');
  });

  test('prints schema 1', async () => {
    const { code, out } = await runCli(['check', 'forgetful', '--json']);
    expect(code).toBe(0);
    const { schema, proposals } = JSON.parse(out);
    expect(schema).toBe(1);
    expect(proposals).toHaveLength(1);
    expect(proposals[0]).toMatchObject({
      name: 'forgetful',
      engine: 'explicit',
      size: { page: 2, slot: 2 },
      states: 353,
      transitions: 1940,
      depth: 14,
      complete: true,
      pinned: { states: 353, transitions: 1940, asStated: true },
    });
    expect(proposals[0].seconds).toBeGreaterThan(0);
    expect(proposals[0].statesPerSecond).toBeGreaterThan(0);
    expect(proposals[0].stopped).toBeUndefined();
    const [claim] = proposals[0].claims;
    expect(claim).toMatchObject({
      invariant: 'cachedPageIsShared',
      verdict: 'violated',
      steps: 6,
      expected: { violated: 6 },
      asStated: true,
    });
    expect(claim.trace).toHaveLength(6);
    expect(claim.trace[0]).toEqual({ event: 'TO_SHARED(page=0)', by: 'guest' });
  });

  test.each([
    [
      'a verdict',
      { stands: { cachedPageIsShared: 'vacuous' as const } },
      'careful: cachedPageIsShared is holds, stated is vacuous',
    ],
    [
      'a leak that is not there',
      { stands: { cachedPageIsShared: { violated: 6 } } },
      'stated is violated in 6 steps',
    ],
    ['no stand', { stands: {} }, 'stated is nothing'],
    ['the number of states', { pinned: { states: 224, transitions: 1148 } }, 'stated are 224 and 1,148'],
    ['the number of transitions', { pinned: { states: 225, transitions: 1147 } }, 'stated are 225 and 1,147'],
  ])('exits 1 where %s is not as stated', async (_, change, told) => {
    const { code, out } = await runCli(['check'], changed(change));
    expect(code).toBe(1);
    expect(out).toContain('Not as stated:');
    expect(out).toContain(told);
    expect(out).toContain('; 1 not as stated.');
  });

  test('exits 1 where a shortest leak has another length than stated', async () => {
    const longer = { ...forgetful, stands: { cachedPageIsShared: { violated: 7 } } };
    const { code, out } = await runCli(['check'], { catalogue: { ...smallCatalogue, proposals: [longer] } });
    expect(code).toBe(1);
    expect(out).toContain('is violated in 6 steps, stated is violated in 7 steps');
  });

  test('a bound is unknown, exits 3 and keeps the partial report', async () => {
    const { code, out } = await runCli(['check', '--max-states', '100', '--json']);
    expect(code).toBe(3);
    const [first, second] = JSON.parse(out).proposals;
    expect(first).toMatchObject({ complete: false, stopped: 'states', limits: { maxStates: 100 } });
    expect(first.states).toBeGreaterThan(99);
    expect(first.pinned).toBeUndefined();
    expect(first.claims[0]).toMatchObject({ verdict: 'unknown', asStated: false });
    // A leak found before the bound is still a leak.
    expect(second.claims[0]).toMatchObject({ verdict: 'violated', steps: 6, asStated: true });
    expect((await runCli(['check', '--max-states', '100'])).out).toContain('not everything is known');
  });

  test('an interruption is unknown, exits 3 and keeps the partial report', async () => {
    const catalogue = { ...smallCatalogue, proposals: [large, careful] };
    const { code, out } = await runCli(['check', '--json'], {
      catalogue,
      onInterrupt: (stop) => {
        const timer = setTimeout(stop, 50);
        return () => clearTimeout(timer);
      },
    });
    expect(code).toBe(3);
    const [first, second] = JSON.parse(out).proposals;
    expect(first).toMatchObject({ complete: false, stopped: 'interrupted' });
    expect(first.states).toBeGreaterThan(1);
    expect(second).toMatchObject({ states: 0, complete: false, stopped: 'interrupted' });
    expect(second.claims).toEqual([
      { invariant: 'cachedPageIsShared', verdict: 'unknown', expected: 'holds', asStated: false },
    ]);
  });

  test('at other sizes only a leak that the proposal denies is a contradiction', async () => {
    const small = await runCli(['check', '--size', 'page=1,slot=1', '--json']);
    expect(small.code).toBe(0);
    for (const { size, pinned, claims } of JSON.parse(small.out).proposals) {
      expect(size).toEqual({ page: 1, slot: 1 });
      expect(pinned).toBeUndefined();
      expect(claims[0].expected).toBeUndefined();
    }
    const denies = { ...forgetful, stands: { cachedPageIsShared: 'holds' as const } };
    const catalogue = { ...smallCatalogue, proposals: [denies] };
    expect((await runCli(['check', '--size', 'page=1'], { catalogue })).code).toBe(1);
  });

  test('sizes equal to its own are its own', async () => {
    const { out } = await runCli(['check', 'careful', '--size', 'page=2', '--json']);
    expect(JSON.parse(out).proposals[0].pinned.asStated).toBe(true);
  });

  test('random walks may confirm a leak but prove nothing', async () => {
    const { code, out } = await runCli(['check', '--engine', 'walk', '--seed', '3', '--json']);
    expect(code).toBe(3);
    const [first, second] = JSON.parse(out).proposals;
    expect(first.claims[0].verdict).toBe('unknown');
    expect(second.claims[0]).toMatchObject({ verdict: 'violated', asStated: true });
  });

  test('the reference engine says the same', async () => {
    expect((await runCli(['check', '--engine', 'reference'])).code).toBe(0);
  });

  test('shows progress on a terminal only', async () => {
    const catalogue = { ...smallCatalogue, proposals: [large] };
    const args = ['check', '--max-states', '400000'];
    expect((await runCli(args, { catalogue, progress: true })).err).toMatch(
      /large: [\d,]+ states, [\d,]+\/s, frontier [\d,]+/,
    );
    expect((await runCli(args, { catalogue })).err).toBe('');
  });

  test('colours on a terminal only', async () => {
    expect((await runCli(['check'], { colour: true })).out).toContain('\u001b[31m6\u001b[39m');
    expect((await runCli(['check'])).out).not.toContain('\u001b');
  });
});

test('a matrix wider than a terminal comes in blocks, each with the claims of its own proposals', async () => {
  const claim = (name: string) =>
    ({ ...careful.system.claims[0], name }) as (typeof careful.system.claims)[number];
  const proposals = Array.from({ length: 30 }, (_, i) => {
    const of = claim(i < 15 ? 'aboutTheFirst' : 'aboutTheOthers');
    const stands = { [of.name]: 'holds' as const };
    return { ...careful, stands, system: { ...careful.system, name: `p${i + 1}`, claims: [of] } };
  });
  const invariants = [claim('aboutTheFirst'), claim('aboutTheOthers')];
  const { code, out } = await runCli(['check', '--size', 'page=1,slot=1'], {
    catalogue: { ...smallCatalogue, proposals, invariants },
  });
  expect(code).toBe(0);
  const numbers = (from: number) => Array.from({ length: 15 }, (_, i) => `${from + i}`.padStart(3)).join('');
  const holds = '  +'.repeat(15);
  expect(out).toContain(`\ninvariant     ${numbers(1)}\naboutTheFirst ${holds}\n\n`);
  expect(out).toContain(`\ninvariant     ${numbers(16)}\naboutTheOthers${holds}\n\n`);
  expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
});
