import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rowNames } from '../../bench/index.ts';
import type { BenchRun, BenchRunRow } from '../../cli/benchJson.ts';
import { runBuilt } from '../fixtures/builtCli.ts';
import { installed } from '../fixtures/outsideCount.ts';
import { runCli } from '../fixtures/runCli.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const row = (name: string, seconds: number): BenchRunRow => ({
  name,
  summary: `what ${name} is`,
  world: { pages: 2, slots: 2 },
  states: 225,
  transitions: 1148,
  prepareSeconds: 0.5,
  seconds,
  cpuSeconds: 2,
  bytes: 22_500,
});
const recorded: BenchRun = {
  schema: 1,
  date: '2026-01-31',
  cpu: 'a processor',
  cores: 2,
  memoryGib: 4,
  platform: 'linux x64',
  node: '20.0.0',
  interrupted: false,
  versions: { gcc: 'gcc 12' },
  rows: [row('explicit', 1), row('SPIN DFS', 8)],
  small: [row('explicit', 0.1)],
  growth: [row('explicit', 0.25), row('symbolic', 0.125)],
  leftOut: [{ name: 'rumur', world: { pages: 2, slots: 2 }, why: 'rumur: not installed', excused: true }],
};
function file(run: unknown): string {
  const path = join(folder, 'run.json');
  writeFileSync(path, JSON.stringify(run));
  return path;
}

describe('a recorded run', () => {
  test('is shown as tables', async () => {
    expect(await runCli(['bench', '--from', file(recorded)])).toEqual({
      code: 0,
      err: '',
      out: `2026-01-31, 2 cores (a processor), 4 GiB, linux x64, Node 20.0.0; gcc 12

2 pages, 2 slots: 225 states and 1,148 transitions, counted by every row

          seconds  CPU s  before  M states/s     MiB  B/state  explicit is
explicit     1.00   2.00    0.50    0.000225  0.0215      100           1x  what explicit is
SPIN DFS     8.00   2.00    0.50   0.0000281  0.0215      100           8x  what SPIN DFS is

2 pages, 2 slots: 225 states and 1,148 transitions, counted by every row

          seconds  CPU s  before  M states/s     MiB  B/state  explicit is
explicit     0.10   2.00    0.50     0.00225  0.0215      100           1x  what explicit is

More and more pages, 2 slots

pages  states  transitions  explicit s  symbolic s
    2     225        1,148        0.25        0.13
Not measured: rumur, 2 x 2: rumur: not installed
`,
    });
  });

  test('stays the same data', async () => {
    const { out } = await runCli(['bench', '--json', '--from', file(recorded)]);
    expect(JSON.parse(out)).toEqual(recorded);
  });

  test('with a row that counted wrong is not a success', async () => {
    const wrong = {
      name: 'SPIN BFS',
      world: { pages: 2, slots: 2 },
      why: 'counts 224 states',
      excused: false,
    };
    const { code, out } = await runCli(['bench', '--from', file({ ...recorded, leftOut: [wrong] })]);
    expect(code).toBe(1);
    expect(out).toContain('Refused: SPIN BFS, 2 x 2: counts 224 states\n');
  });

  test('that was interrupted is not one either', async () => {
    const { code } = await runCli(['bench', '--from', file({ ...recorded, interrupted: true })]);
    expect(code).toBe(3);
  });
});

test.each([
  ['bench --row spin', 'there is no row spin'],
  ['bench --row explict', 'there is no row explict; did you mean explicit?'],
  ['bench --size page=2', 'there is no size page; did you mean pages?'],
  ['bench --size pages=9', '--size pages=9: the model has at most 8'],
  ['bench --from package.json', '--from package.json: this is not what bench --json prints'],
  ['bench --from nowhere.json', 'ENOENT: no such file or directory'],
])('%s', async (line, sentence) => {
  const { code, out, err } = await runCli(line.split(' '));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(sentence);
});

test('help of bench has examples and names the rows', async () => {
  const { code, out } = await runCli(['bench', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('Examples:\n  $ coco-dma bench --quick');
  expect(out.replaceAll(/\s+/g, ' ')).toContain(rowNames.join('; '));
});

test('a row of each kind counts right, and is left out only where a program is missing', async () => {
  const names = ['explicit', 'symbolic', 'reference', 'xstate/graph', 'C'];
  const world = ['--quick', '--size', 'pages=2,slots=2'];
  const { code, out, err } = await runBuilt(['bench', '--json', ...world, '--row', ...names]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { rows, small, leftOut, versions }: BenchRun = JSON.parse(out);
  const measured = [...rows, ...small].map(({ name }) => name);
  expect([...measured, ...leftOut.map(({ name }) => name)].sort()).toEqual([...names, 'explicit'].sort());
  expect(leftOut.map(({ why }) => why)).toEqual(installed('gcc') ? [] : ['gcc: not installed']);
  expect(versions['gcc'] !== undefined).toBe(installed('gcc'));
  for (const { states, transitions, seconds, cpuSeconds, bytes } of [...rows, ...small]) {
    expect({ states, transitions }).toEqual({ states: 225, transitions: 1148 });
    expect(seconds).toBeGreaterThan(0);
    expect(cpuSeconds).toBeGreaterThanOrEqual(0);
    expect(bytes).toBeGreaterThanOrEqual(0);
  }
}, 60_000);

test('Ctrl-C ends it with what was measured, and exits 3', async () => {
  const interrupted = (milliseconds: number) =>
    runBuilt(['bench', '--json', '--row', 'explicit', '--size', 'pages=8,slots=8'], (child) =>
      setTimeout(() => child.kill('SIGINT'), milliseconds),
    );
  let ended = await interrupted(2000);
  // On a busy machine the program may not have begun by then.
  if (ended.signal !== null) ended = await interrupted(15_000);
  expect({ code: ended.code, signal: ended.signal }).toEqual({ code: 3, signal: null });
  const run: BenchRun = JSON.parse(ended.out);
  expect(run.interrupted).toBe(true);
  expect(run.leftOut.map(({ name, why }) => [name, why])).toEqual([
    ['explicit', 'interrupted'],
    ['explicit', 'interrupted'],
  ]);
}, 60_000);
