import { expect, test } from '@jest/globals';
import { compose, type System } from '../../composition/index.ts';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { mermaidTrace } from '../../exporters/index.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful, smallCatalogue } from '../fixtures/smallCatalogue.ts';

const proposal = (name: string, system: System) => {
  return { ...careful, system: { ...system, name }, stands: {}, pinned: { states: 0, transitions: 0 } };
};
/** Three who dine: weakly fair, one starves while its neighbour eats. */
const dining = proposal('dining', diningPhilosophers(3, true, 'weak'));
/** All are left-handed, and come to rest. */
const stuck = proposal('stuck', diningPhilosophers(3, false, 'strong'));
const catalogue = {
  ...smallCatalogue,
  proposals: [dining, stuck],
  invariants: dining.system.claims,
};
const neighbourEats = [
  'TAKE(philosopher=1, fork=1)',
  'TAKE(philosopher=1, fork=2)',
  'DROP(philosopher=1, fork=1)',
  'DROP(philosopher=1, fork=2)',
];

test('check --json has the loop beside the trace', async () => {
  const { out } = await runCli(['check', 'dining', '--json'], { catalogue });
  const claim = JSON.parse(out).proposals[0].claims[1];
  expect(claim).toMatchObject({ invariant: 'whoWaitsEats', verdict: 'violated', steps: 1 });
  expect(claim.loop).toEqual(neighbourEats.map((event) => ({ event, by: 'philosopher' })));
});

test('trace marks where the loop begins, and numbers its steps on', async () => {
  const { code, out } = await runCli(['trace', 'dining', 'whoWaitsEats'], { catalogue });
  expect(code).toBe(0);
  expect(out).toContain(
    'whoWaitsEats is violated by dining: after 1 step the same 4 can be repeated for ever.',
  );
  const lines = out.split('\n');
  const marked = lines.indexOf('and then, for ever:');
  expect(lines[marked + 1]).toContain(`2  philosopher  ${neighbourEats[0]}`);
  expect(lines.slice(0, marked).join('\n')).toContain('1  philosopher  TAKE(philosopher=0, fork=0)');
  const json = JSON.parse((await runCli(['trace', 'dining', 'whoWaitsEats', '--json'], { catalogue })).out);
  expect(json.trace).toHaveLength(1);
  expect(json.loop.map(({ event }: { event: string }) => event)).toEqual(neighbourEats);
});

test('trace says that a run has come to rest', async () => {
  const { out } = await runCli(['trace', 'stuck', 'whoWaitsEats'], { catalogue });
  expect(out).toContain('whoWaitsEats is violated by stuck: after 3 steps nothing can happen any more.');
  expect(out).not.toContain('for ever:');
});

test('the diagram draws the loop as one', async () => {
  const { out } = await runCli(['diagram', 'dining', '--trace', 'whoWaitsEats'], { catalogue });
  expect(out).toContain('  m0->>p0: 1. TAKE(philosopher=0, fork=0)\n');
  expect(out.split('\n').slice(-11)).toEqual([
    '  loop for ever',
    ...['TAKE', 'TAKE', 'DROP', 'DROP'].flatMap((type, at) => {
      const fork = 1 + (at % 2);
      return [
        `  m0->>p1: ${at + 2}. ${type}(philosopher=1, fork=${fork})`,
        `  m0-->>p${2 + fork}: ${at + 2}.`,
      ];
    }),
    '  end',
    '',
  ]);
});

test('a trace without a loop is drawn without one', () => {
  const { world } = compose(dining.system);
  expect(mermaidTrace(world, [], [])).not.toContain('loop');
});

test('a claim that an engine does not decide is unknown, with the reason', async () => {
  const args = ['check', 'dining', '--engine', 'symbolic'];
  const { code, out } = await runCli([...args, '--invariant', 'whoWaitsEats'], { catalogue });
  expect(code).toBe(3);
  expect(out).toContain('dining: whoWaitsEats: the symbolic engine does not look at runs');
  const json = JSON.parse((await runCli([...args, '--json'], { catalogue })).out);
  expect(json.proposals[0].claims[1]).toMatchObject({
    verdict: 'unknown',
    because: expect.stringContaining('runs'),
  });
});
