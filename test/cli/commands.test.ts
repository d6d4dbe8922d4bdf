import { describe, expect, test } from '@jest/globals';
import { jsonCount, sizeOption } from '../../cli/numbers.ts';
import { runCli } from '../fixtures/runCli.ts';

describe('trace', () => {
  test('tells each step, what it is and what it changes', async () => {
    const { code, out } = await runCli(['trace', 'forgetful', 'cachedPageIsShared']);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 11)).toEqual([
      'cachedPageIsShared is violated by forgetful in 6 steps, and in no fewer.',
      '  Claim:  a page in a translation cache is shared',
      '  Source: the model itself',
      '  Design: forgetful as a design',
      '',
      '1  guest   TO_SHARED(page=0)',
      '           the page becomes shared',
      '           page[0]: clean → shared',
      '2  guest   MAP(page=0, slot=0)',
      '           the slot maps the page',
      '           slot[0]: map null → 0',
    ]);
    expect(out.split('\n').slice(-4)).toEqual([
      '           page[0]: shared → clean',
      '',
      'Again: npx coco-dma trace forgetful cachedPageIsShared',
      '',
    ]);
  });

  test('the line that says how to see it again keeps the sizes', async () => {
    const { out } = await runCli(['trace', 'forgetful', 'cachedPageIsShared', '--size', 'page=1']);
    expect(out).toContain('Again: npx coco-dma trace forgetful cachedPageIsShared --size page=1\n');
  });

  test('as data', async () => {
    const { code, out } = await runCli(['trace', 'forgetful', 'cachedPageIsShared', '--json']);
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      schema: 1,
      proposal: 'forgetful',
      invariant: 'cachedPageIsShared',
      verdict: 'violated',
      steps: 6,
    });
    expect(told.trace[5]).toEqual({
      event: 'TO_PRIVATE(page=0)',
      by: 'guest',
      summary: 'the page becomes private',
      changes: [{ part: 'page[0]', before: 'shared', after: 'clean' }],
    });
  });

  test('a claim that holds has nothing to tell, which is no failure', async () => {
    const { code, out } = await runCli(['trace', 'careful', 'cachedPageIsShared']);
    expect(code).toBe(0);
    expect(out).toContain('cachedPageIsShared holds for careful, in all its 225 reachable states.');
  });

  test('an unknown verdict is exit 3', async () => {
    const { code, out } = await runCli(['trace', 'careful', 'cachedPageIsShared', '--max-states', '9']);
    expect(code).toBe(3);
    expect(out).toContain('is unknown for careful');
  });
});

describe('paths', () => {
  test('shortest paths reach every state', async () => {
    const { code, out } = await runCli(['paths', 'page']);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual([
      'page: 3 states, 5 transitions, 4 kinds of events',
      '3 shortest paths pass 3 (100 %) of the states and 2 (40 %) of the transitions',
    ]);
  });

  // clean; TO_SHARED; SECRET; SECRET TO_SHARED: every other continuation repeats a state.
  test('simple paths are all those that repeat no state', async () => {
    const { out } = await runCli(['paths', 'page', '--simple', '--json']);
    const { schema, kind, states, transitions, covered, paths } = JSON.parse(out);
    expect({ schema, kind, states, transitions, covered }).toEqual({
      schema: 1,
      kind: 'simple',
      states: 3,
      transitions: 5,
      covered: { states: 3, transitions: 3 },
    });
    expect(
      paths.map(({ steps }: { steps: { event: string }[] }) => steps.map(({ event }) => event).join()),
    ).toEqual(['', 'TO_SHARED(page=0)', 'SECRET(page=0),TO_SHARED(page=0)', 'SECRET(page=0)']);
  });
});

describe('list', () => {
  test('everything, or one kind', async () => {
    expect((await runCli(['list'])).out).toContain('proposals\ncareful    careful as a design\n');
    expect((await runCli(['list', 'systems'])).out).toBe(
      'S1  pages and slots\n      careful\n      forgetful\nS2  what nobody has modelled\n',
    );
    expect((await runCli(['list', 'invariants'])).out).toBe(
      'cachedPageIsShared  a page in a translation cache is shared\n',
    );
    const { schema, machines, proposals } = JSON.parse((await runCli(['list', 'machines', '--json'])).out);
    expect(schema).toBe(1);
    expect(proposals).toBeUndefined();
    expect(machines[0]).toEqual({
      name: 'page',
      summary: 'hears 4 kinds of events',
      events: ['TO_SHARED', 'SECRET', 'TO_PRIVATE', 'MAP'],
    });
    expect(JSON.parse((await runCli(['list', 'systems', '--json'])).out).systems).toEqual([
      {
        name: 'S1',
        summary: 'pages and slots',
        proposals: [
          { name: 'careful', summary: 'careful as a design', stands: { cachedPageIsShared: 'holds' } },
          {
            name: 'forgetful',
            summary: 'forgetful as a design',
            stands: { cachedPageIsShared: { violated: 6 } },
          },
        ],
      },
      { name: 'S2', summary: 'what nobody has modelled', proposals: [] },
    ]);
  });
});

describe('diagram', () => {
  test.each([
    ['page', [], 'stateDiagram-v2\n'],
    ['page', ['--format', 'dot'], 'digraph "page" {\n'],
    ['careful', [], 'flowchart LR\n'],
    ['careful', ['--format', 'dot'], 'graph "careful" {\n'],
    ['forgetful', ['--trace', 'cachedPageIsShared'], 'sequenceDiagram\n'],
  ])('of %s %j', async (name, flags, head) => {
    const { code, out } = await runCli(['diagram', name, ...flags]);
    expect(code).toBe(0);
    expect(out.startsWith(head)).toBe(true);
  });

  test('a claim that holds has no counterexample to draw', async () => {
    const { code, out, err } = await runCli(['diagram', 'careful', '--trace', 'cachedPageIsShared']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('the verdict of cachedPageIsShared for careful is holds');
  });
});

test('sizes may be given in several options', () => {
  expect(sizeOption('slot=3', sizeOption('page=2, device=1'))).toEqual({ page: 2, device: 1, slot: 3 });
});

test('counts beyond 2^53 are decimal strings', () => {
  expect(jsonCount(2 ** 53 - 1)).toBe(9007199254740991);
  expect(jsonCount(2n ** 53n)).toBe('9007199254740992');
  expect(jsonCount(7n)).toBe(7);
});
