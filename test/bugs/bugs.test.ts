import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bugs } from '../../bugs/index.ts';
import { root, runBuilt } from '../fixtures/builtCli.ts';

interface Row {
  readonly key: string;
  readonly id: string;
  readonly subject: string;
  readonly commit: string;
}
const corpus: readonly Row[] = JSON.parse(readFileSync(join(root, 'test', 'golden', 'bugs.json'), 'utf8'));

interface Told {
  readonly key: string;
  readonly kept: { readonly verdict: string };
  readonly leftOut: { readonly verdict: string };
  readonly missing: readonly string[];
  readonly rediscovered: boolean;
}
let told: readonly Told[] = [];
let code: number | null = null;

beforeAll(async () => {
  const ended = await runBuilt(['bugs', '--json']);
  code = ended.code;
  told = JSON.parse(ended.out).bugs;
}, 240_000);

test('the corpus is all there, row by row', () => {
  const asKnown = corpus.map(({ key, id, subject }) => ({ key, id, subject }));
  expect(bugs.map(({ key, id, subject }) => ({ key, id, subject }))).toEqual(asKnown);
  for (const { key, commit } of corpus) expect(bugs.find((bug) => bug.key === key)?.source).toContain(commit);
});

describe.each(bugs.map(({ key, subject }) => [key, subject] as const))('%s %s', (key) => {
  test('is found without its rule, by the steps of the row, and not with it', () => {
    expect(told.find((bug) => bug.key === key)).toMatchObject({
      kept: { verdict: 'holds' },
      leftOut: { verdict: 'violated' },
      missing: [],
      rediscovered: true,
    });
  });
});

test('and the command says that it is all as it should be', () => {
  expect(code).toBe(0);
});
