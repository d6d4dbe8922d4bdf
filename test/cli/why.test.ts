import { describe, expect, test } from '@jest/globals';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { twoPhaseCommit } from '../../docs/examples/twoPhaseCommit.ts';
import { askCli } from '../fixtures/askCli.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful, smallCatalogue } from '../fixtures/smallCatalogue.ts';

const proposal = (system: typeof careful.system) => ({ ...careful, system, stands: {} });
const dining = proposal(diningPhilosophers(3, false));
const commit = proposal(twoPhaseCommit(2, false));
const catalogue = {
  ...smallCatalogue,
  proposals: [dining, commit],
  invariants: [...dining.system.claims, ...commit.system.claims],
};
const why = async (...args: readonly string[]) => await runCli(['why', ...args], { catalogue });

describe('why', () => {
  test('a state that forbids', async () => {
    const taken = 'TAKE(philosopher=1,fork=1)';
    const { code, out } = await why('diningPhilosophers', 'TAKE(philosopher=0, fork=1)', '--after', taken);
    expect(code).toBe(0);
    expect(out).toBe(`TAKE(philosopher=0, fork=1) cannot happen in diningPhilosophers after 1 step.
  philosopher[0] refuses it in state thinking:
    its guard isFirst is false
  fork[1] refuses it in state held:
    state held forbids it
`);
  });

  test('several guards, and a state that does not hear it', async () => {
    const { out } = await why('twoPhaseCommit', 'DECIDE(decision=commit)');
    expect(out).toContain(`  coordinator refuses it in state collecting yes=0:
    none of its guards isAbort; allSaidYes is true
`);
    const voted = await why('twoPhaseCommit', 'VOTE(site=0,vote=yes)', '--after', 'VOTE(site=0,vote=yes)');
    expect(voted.out).toBe(`VOTE(site=0, vote=yes) cannot happen in twoPhaseCommit after 1 step.
  site[0] refuses it in state prepared:
    it hears this event in other states only
`);
  });

  test('a step that can happen; and a whole kind of steps, what is alike told once', async () => {
    const one = await why('diningPhilosophers', 'TAKE(philosopher=0,fork=0)');
    expect(one.out).toBe('TAKE(philosopher=0, fork=0) can happen in diningPhilosophers at the beginning.\n');
    const { out } = await why('diningPhilosophers', 'TAKE');
    expect(out).toContain('  So it is for 2 more of its kind.\n');
  });

  test('after a counterexample', async () => {
    const { out } = await why(
      'diningPhilosophers',
      'TAKE(philosopher=2,fork=0)',
      '--after',
      'nobodyStarves',
      '--json',
    );
    const { after, steps } = JSON.parse(out);
    expect(after).toEqual([
      'TAKE(philosopher=0, fork=0)',
      'TAKE(philosopher=1, fork=1)',
      'TAKE(philosopher=2, fork=2)',
    ]);
    expect(steps).toEqual([
      {
        step: 'TAKE(philosopher=2, fork=0)',
        by: 'philosopher',
        possible: false,
        refusals: [{ part: 'fork[0]', state: 'held', reason: { kind: 'forbidden', state: 'held' } }],
        rules: [],
      },
    ]);
  });

  test.each([
    [['diningPhilosophers', 'TAEK'], 'has no step TAEK; did you mean TAKE?'],
    [
      ['diningPhilosophers', 'DROP', '--after', 'DROP(philosopher=0,fork=0)'],
      'step 1: philosopher[0] refuses',
    ],
    [['twoPhaseCommit', 'VOTE', '--after', 'allAgree'], 'allAgree has no trace to follow: its verdict'],
  ])('%j is a usage error', async (args, sentence) => {
    const { code, err } = await why(...args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });

  test('names the rule without which it could happen', async () => {
    const { code, out } = await askCli([
      'why',
      'privateAccepted',
      'ACCEPT',
      '--after',
      'LOCK(device=0)',
      '--json',
    ]);
    expect(code).toBe(0);
    const [answer] = JSON.parse(out).steps;
    expect(answer.refusals).toMatchObject([
      { part: 'device[0]', reason: { kind: 'guards', guards: ['mayAccept'] } },
    ]);
    expect(answer.rules.map(({ name }: { name: string }) => name)).toEqual(['attestBeforeAccept']);
  });
});

describe('trace', () => {
  test('says which rule would have stopped it', async () => {
    const lacking = await askCli([
      'trace',
      'linux73CcShared',
      'staleBytesNotRead',
      '--size',
      'page=1,mapping=1',
    ]);
    expect(lacking.out).toContain('\nWith the rule clearOnAlloc, page[0] would refuse step ');
    const robbed = ['trace', 'privatePool', 'noPrivateByteInSharedPool', '--size', 'page=1,mapping=1'];
    const { out } = await askCli([...robbed, '--without', 'matchPoolToDevice', '--json']);
    const { steps, stoppedBy } = JSON.parse(out);
    expect(stoppedBy).toEqual([
      {
        rule: 'matchPoolToDevice',
        summary: 'a private device is bounced through a private pool or not at all',
        step: steps,
        part: 'dmaDirect[0]',
      },
    ]);
  });

  test('is compared with that of another design', async () => {
    const lazy = proposal({ ...diningPhilosophers(2, false), name: 'two' });
    const both = { ...catalogue, proposals: [dining, lazy, commit] };
    const diff = ['trace', 'diningPhilosophers', 'nobodyStarves', '--diff', 'two'];
    const { code, out } = await runCli(diff, { catalogue: both });
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      '--- diningPhilosophers',
      '+++ two',
      '  philosopher: TAKE(philosopher=0, fork=0)',
      '  philosopher: TAKE(philosopher=1, fork=1)',
      '- philosopher: TAKE(philosopher=2, fork=2)',
      '',
    ]);
    const { lines } = JSON.parse((await runCli([...diff, '--json'], { catalogue: both })).out);
    expect(lines.map((line: { in: string }) => line.in)).toEqual(['both', 'both', 'first']);
  });
});
