import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { machines } from '../../machines/index.ts';
import { root } from '../fixtures/builtCli.ts';
import { disagreement, readSurvivors } from './justified.ts';
import type { Outcome, Verdict } from './outcome.ts';
import { countedIn, lackedBy, readResults } from './results.ts';
import { scoreLine, scoreText } from './scoreText.ts';

const judged = (mutant: string, verdict: Verdict): Outcome => ({
  machine: 'lamp',
  mutant,
  operator: 'retarget',
  verdict,
  met: true,
  noticed: [],
});
const entry = (mutant: string, machine = 'lamp') => ({ machine, mutant, reason: 'nobody looks' });

test('a survivor that the list lacks is unjustified, and an entry that is none any more is stale', () => {
  const outcomes = [judged('a', 'survivor'), judged('b', 'survivor'), judged('c', 'graph')];
  const { unjustified, stale } = disagreement([entry('a'), entry('c'), entry('gone')], outcomes, ['lamp']);
  expect(unjustified.map(({ mutant }) => mutant)).toEqual(['b']);
  expect(stale.map(({ mutant }) => mutant)).toEqual(['c', 'gone']);
});

test('of machines that were not judged whole nothing is stale', () => {
  expect(disagreement([entry('c'), entry('a', 'door')], [judged('c', 'graph')], []).stale).toEqual([]);
});

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const results = readResults(join(root, 'test/mutation/results.json'));
const survivors = readSurvivors(join(root, 'test/mutation/survivors.json'));

test('the committed survivors are those of the committed results, each with its reason', () => {
  const found = Object.entries(results.machines).flatMap(([machine, { notByClaims }]) =>
    Object.entries(notByClaims).flatMap(([mutant, who]) =>
      who.startsWith('survivor') ? [`${machine} ${mutant}`] : [],
    ),
  );
  expect(survivors.map(({ machine, mutant }) => `${machine} ${mutant}`).sort()).toEqual(found.sort());
  for (const { reason } of survivors) expect(reason).toMatch(/^.{20,}\.$/);
});

test('the results are of machines that there are, and the documents quote them', () => {
  const counted = countedIn(results);
  expect(Object.keys(machines)).toEqual(expect.arrayContaining(counted.map(([name]) => name)));
  const lacked = lackedBy(results, Object.keys(machines));
  expect(read('README.md')).toContain(`${scoreLine(counted)}\n${lacked}`);
  expect(read('docs/mutation.md')).toContain(scoreText(counted));
});
