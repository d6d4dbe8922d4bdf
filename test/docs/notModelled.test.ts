import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { invariants } from '../../invariants/index.ts';
import { root } from '../fixtures/builtCli.ts';

const named: readonly string[] = JSON.parse(
  readFileSync(join(root, 'test', 'golden', 'claims', 'named.json'), 'utf8'),
);
const rows = [
  ...readFileSync(join(root, 'docs', 'not-modelled.md'), 'utf8').matchAll(/^\| `(\w+)` \| (.*) \|$/gm),
];

test('each of the 120 named claims is an invariant or listed with a reason, and none is both', () => {
  const modelled = new Set(invariants.map(({ name }) => name));
  expect(new Set(named).size).toBe(120);
  // An invariant that is new here comes out of the document.
  expect(rows.map(([, name]) => name)).toEqual(named.filter((name) => !modelled.has(name)));
  for (const [, , reason] of rows) expect(reason).toMatch(/\S+ \S+ \S+/);
});
