import { expect, test } from '@jest/globals';
import { compose, seenBy } from '../../composition/index.ts';
import { twoPhaseCommit } from '../../docs/examples/twoPhaseCommit.ts';
import { runBuilt } from '../fixtures/builtCli.ts';
import { runCli } from '../fixtures/runCli.ts';

test('what a family sees of a small design', async () => {
  const { code, out } = await runCli(['view', 'careful', 'slot', '--size', 'page=1,slot=1']);
  expect(code).toBe(0);
  // The slot itself is idle with the page unmapped, mapped, or in its cache; and mapped and cached while it works or not.
  expect(out).toBe(`stateDiagram-v2
  state "3 states<br/>slot[0]#58; slot map=null tlb=null busy=false" as s0
  state "1 state<br/>page[0]#58; shared<br/>slot[0]#58; slot map=0 tlb=null busy=false" as s1
  state "1 state<br/>page[0]#58; shared<br/>slot[0]#58; slot map=0 tlb=0 busy=true" as s2
  state "1 state<br/>page[0]#58; shared<br/>slot[0]#58; slot map=0 tlb=0 busy=false" as s3
  state "1 state<br/>page[0]#58; shared<br/>slot[0]#58; slot map=null tlb=0 busy=false" as s4
  [*] --> s0
  s0 --> s0 : TO_PRIVATE
  s0 --> s1 : MAP
  s1 --> s0 : UNMAP
  s1 --> s2 : START
  s2 --> s3 : FINISH
  s3 --> s4 : UNMAP
  s3 --> s2 : START
  s3 --> s1 : FLUSH
  s4 --> s3 : MAP
  s4 --> s0 : FLUSH
`);
});

test('as data and as DOT', async () => {
  const data = JSON.parse((await runCli(['view', 'careful', 'slot', '--size', 'page=1', '--json'])).out);
  expect(data).toMatchObject({ schema: 1, proposal: 'careful', viewpoint: 'slot', equivalence: 'branching' });
  const { out } = await runCli(['view', 'careful', 'slot', '--size', 'page=1', '--format', 'dot']);
  expect(out.split('\n')[0]).toBe('digraph "careful" {');
  expect(out.match(/ -> s\d+ \[/g)).toHaveLength(
    new Set(data.arrows.map(({ from, to }: { from: number; to: number }) => `${from} ${to}`)).size,
  );
});

test.each([
  [['view', 'careful', 'slt'], 2, 'there is no mover or family of careful called slt; did you mean slot?'],
  [['view', 'careful', 'slot', '--up-to', 'weak'], 2, 'there is no equivalence weak'],
  [['view', 'careful', 'slot', '--events', 'MAPP'], 2, 'did you mean MAP?'],
  [['view', 'careful', 'slot', '--max-states', '9'], 3, 'careful: stopped after 10 states'],
])('%j ends in a sentence', async (args, code, sentence) => {
  const ended = await runCli(args);
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err).toContain(sentence);
});

test('a viewpoint sees its own steps, those of its family, and of each what it is told to read', () => {
  const { world } = compose(twoPhaseCommit(2, false));
  const seen = (viewpoint: string, options = {}) => [
    ...new Set(world.steps.map(seenBy(world, viewpoint, options))),
  ];
  expect(seen('coordinator')).toEqual(['VOTE', 'DECIDE']);
  expect(seen('coordinator', { events: ['DECIDE'], detail: 'values' })).toEqual([
    undefined,
    'DECIDE(decision=commit)',
    'DECIDE(decision=abort)',
  ]);
  expect(seen('site', { detail: 'all', events: ['VOTE'] })).toContain('VOTE(site=1, vote=no)');
});

test('what the host sees of 22,120 states', async () => {
  const { code, out } = await runBuilt(['view', 'linux73CcShared', 'host', '--up-to', 'trace', '--json']);
  expect(code).toBe(0);
  const { states, transitions, nodes, arrows } = JSON.parse(out);
  expect({ states, transitions, nodes: nodes.length, arrows: arrows.length }).toEqual({
    states: 22_120,
    transitions: 310_952,
    nodes: 16,
    arrows: 114,
  });
});
