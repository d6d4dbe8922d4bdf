import { expect, test } from '@jest/globals';
import { catalogue as shipped } from '../../cli/catalogue.ts';
import type { System } from '../../composition/index.ts';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful, smallCatalogue } from '../fixtures/smallCatalogue.ts';

const proposal = (name: string, system: System) => ({
  ...careful,
  system: { ...system, name, claims: [] },
  stands: {},
});
/** All take the left fork first, and come to rest; or one is right-handed, and a neighbour can be kept out. */
const stuck = proposal('stuck', diningPhilosophers(3, false, 'weak'));
const dining = proposal('dining', diningPhilosophers(3, true, 'weak'));
const catalogue = {
  ...smallCatalogue,
  alphabet: stuck.system.alphabet,
  proposals: [stuck, dining].map((one) => ({ ...one, pinned: { states: 0, transitions: 0 } })),
  invariants: [],
};
const only = (text: string, head: string) => text.slice(text.indexOf(`\n${head}`)).split('\n\n')[0];

test('a deadlock is told with a way to it, and is a claim not met', async () => {
  const args = ['check', 'stuck', '--size', 'philosopher=3', '--deadlocks'];
  const { code, out } = await runCli(args, { catalogue });
  expect(code).toBe(1);
  expect(only(out, 'Deadlocks:')).toBe(
    [
      '',
      'Deadlocks:',
      '  stuck: nothing can happen any more in 1 state, the nearest after 3 steps',
      ...[0, 1, 2].map((at) => `    ${at + 1}. philosopher: TAKE(philosopher=${at}, fork=${at})`),
    ].join('\n'),
  );
  const json = JSON.parse((await runCli([...args, '--json'], { catalogue })).out).proposals[0];
  expect(json.deadlocks.states).toBe(1);
  expect(json.deadlocks.trace).toHaveLength(3);
  expect(json).not.toHaveProperty('coverage');
});

test('what never happens is told by event type and machine, and by the symbolic engine too', async () => {
  for (const engine of ['explicit', 'symbolic']) {
    const { out } = await runCli(['check', 'dining', '--engine', engine, '--coverage', '--deadlocks'], {
      catalogue,
    });
    expect(out).toContain('Deadlocks:\n  dining: none\n');
    expect(out).toContain('Never:\n  dining: 0 steps never happen, 0 local states are never reached\n');
  }
  const cut = await runCli(['check', 'dining', '--max-states', '2', '--coverage', '--deadlocks'], {
    catalogue,
  });
  expect(cut.out).toContain('dining: none so far');
  expect(cut.out).toMatch(/dining: [1-9]\d* steps never happen, .* so far\n {4}TAKE: 6\n {4}DROP: 6\n/);
});

test('a livelock is told with its loop, by the steps that were said to be progress', async () => {
  const progress = ['--livelocks', 'MAP_REQUEST', 'FAIL_REQUEST'];
  const { code, out } = await runCli(['check', 'requestRequeuedForEver', ...progress], {
    catalogue: shipped,
  });
  expect(code).toBe(1);
  expect(only(out, 'Livelocks:')?.split('\n').slice(-4)).toEqual([
    '    3. guest: MAP_REQUEST_FAILS(request=0)',
    '    and then, for ever:',
    '    4. guest: REQUEUE_REQUEST(request=0)',
    '    5. guest: MAP_REQUEST_FAILS(request=0)',
  ]);
  const args = ['check', 'requestRequeuedForEver', 'poolHoldsRequest', ...progress, '--json'];
  const [bad, good] = JSON.parse((await runCli(args, { catalogue: shipped })).out).proposals;
  expect([bad.livelock.trace.length, bad.livelock.loop.length]).toEqual([3, 2]);
  expect(good.livelock).toEqual({ found: false });
});

test.each([
  [['--livelocks', 'TAK'], 'there is no event TAK; did you mean TAKE?'],
  [
    ['--deadlocks', '--engine', 'walk'],
    '--deadlocks, --livelocks and --coverage are for --engine explicit or symbolic',
  ],
  [['--coverage', '--reduce', 'symmetry'], 'without --reduce'],
  [['--livelocks', 'TAKE', '--engine', 'symbolic'], '--livelocks is for --engine explicit'],
])('%j is refused', async (flags, complaint) => {
  const { code, err } = await runCli(['check', 'dining', ...flags], { catalogue });
  expect(code).toBe(2);
  expect(err).toContain(complaint);
});
