import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CheckOptions, CheckpointError, check, type Network, type Report } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { inLoops } from '../fixtures/loops.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

/** 284,229 states, one claim violated in 6 steps, and one that is always possible. */
const { network } = compose(pagesAndSlots(4, 3, true));
const home = { name: 'home', kind: 'possible' as const, instances: [{ parts: [0], table: [1, 2, 2] }] };
const world = { network: { ...network, claims: [...network.claims, home] } };
const folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true }));

let undisturbed: Report;
beforeAll(async () => {
  undisturbed = await check(world, { loop: 'plain' });
}, 60_000);

const found = ({ states, transitions, depth, complete, claims }: Report) => ({
  states,
  transitions,
  depth,
  complete,
  claims,
});

/** A search that is stopped once it has so many states, by what `how` says; its checkpoint is in `file`. */
async function stopped(file: string, states: number, options: CheckOptions): Promise<Report> {
  const stop = new AbortController();
  return check(world, {
    ...options,
    checkpoint: file,
    signal: stop.signal,
    onProgress: (progress) => {
      if (progress.states >= states) stop.abort();
    },
  });
}

describe('a search that is gone on with finds what an undisturbed one does', () => {
  test.each([
    { name: 'interrupted in the plain loop', states: 20_000, first: {}, rest: { workers: 1 } },
    { name: 'interrupted in the hot loop', states: 1, first: { loop: 'hot' }, rest: { workers: 1 } },
    { name: 'in two threads', states: 2000, first: { loop: 'hot', workers: 2 }, rest: { workers: 2 } },
    { name: 'in more threads than before', states: 1, first: { loop: 'hot' }, rest: { workers: 3 } },
    { name: 'in fewer', states: 2000, first: { loop: 'hot', workers: 3 }, rest: { workers: 1 } },
    {
      name: 'stopped by a limit on states',
      states: Number.POSITIVE_INFINITY,
      first: { loop: 'hot', maxStates: 50_000 },
      rest: { workers: 2 },
    },
    {
      name: 'stopped for want of memory',
      states: Number.POSITIVE_INFINITY,
      first: { loop: 'hot', maxBytes: 1_000_000 },
      rest: { workers: 1 },
    },
  ] as const)(
    '$name',
    async ({ name, states, first, rest }) => {
      const file = join(folder, name.replaceAll(' ', '-'));
      const half = await stopped(file, states, first);
      expect(half).toMatchObject({ complete: false });
      expect(half).not.toHaveProperty('notSaved');
      expect(half.states).toBeGreaterThan(1000);
      expect(half.states).toBeLessThan(284_229);
      const whole = await check(world, { ...rest, resume: file });
      expect(found(whole)).toEqual(found(undisturbed));
      expect(whole).toMatchObject({ states: 284_229, complete: true });
    },
    60_000,
  );

  test('though it was written while the search went on, too', () => {
    const checkpoint = join(folder, 'now-and-then');
    const often = { loop: 'hot', checkpoint, checkpointSeconds: 0.1 } as const;
    const runs = [
      often,
      { resume: checkpoint, workers: 2 },
      { ...often, workers: 2 },
      { resume: checkpoint },
    ];
    const [reports] = inLoops([{ ...world, runs }]);
    expect(reports?.map(found)).toEqual(runs.map(() => found(undisturbed)));
  }, 60_000);
});

describe('a checkpoint', () => {
  const file = join(folder, 'checkpoint');
  const refused = async (of: string, what: string, network: Network = world.network) => {
    const resumed = check({ network }, { resume: of });
    await expect(resumed).rejects.toThrow(what);
    await expect(resumed).rejects.toBeInstanceOf(CheckpointError);
  };

  test('of another network is refused', async () => {
    await stopped(file, 1, { loop: 'hot' });
    const { network: larger } = compose(pagesAndSlots(4, 4));
    await refused(file, 'another version or size of pagesAndSlots', larger);
    await refused(file, 'is of pagesAndSlots;', { ...larger, name: 'lamps' });
    const [always] = world.network.claims;
    await refused(file, 'or of other claims', { ...world.network, claims: always ? [always] : [] });
  });

  test('that is damaged is refused', async () => {
    const bytes = readFileSync(file);
    const broken = join(folder, 'broken');
    for (const [at, what] of [
      [0, 'is no checkpoint'],
      [bytes.length - 1, 'is damaged'],
      [bytes.length - 100, 'is damaged'],
    ] as const) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      writeFileSync(broken, changed);
      await refused(broken, what);
    }
    writeFileSync(broken, bytes.subarray(0, bytes.length / 2));
    await refused(broken, 'is cut off');
    await refused(join(folder, 'nowhere'), 'no such file');
  });

  test('takes the place of an older one whole, and leaves nothing beside it', async () => {
    await stopped(file, 1, { loop: 'hot' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('that cannot be written costs nothing but itself', async () => {
    const nowhere = join(folder, 'nowhere', 'checkpoint');
    const report = await check(world, { loop: 'hot', checkpoint: nowhere, maxStates: 50_000 });
    expect(report).toMatchObject({ stopped: 'states', claims: [{ verdict: 'violated' }, {}] });
    expect(report.notSaved).toContain(`${nowhere}: ENOENT`);
  });
});
