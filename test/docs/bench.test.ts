import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../fixtures/builtCli.ts';
import { runCli } from '../fixtures/runCli.ts';

const results = join(root, 'bench', 'results.json');

test('the tables in README are those of the last recorded run, to the digit', async () => {
  const { code, out } = await runCli(['bench', '--from', results]);
  expect(code).toBe(0);
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\`\`\`text\n${out}\`\`\`\n`);
});

test('nothing was left out of the recorded run', () => {
  const { interrupted, leftOut, rows, small, growth } = JSON.parse(readFileSync(results, 'utf8'));
  expect({ interrupted, leftOut }).toEqual({ interrupted: false, leftOut: [] });
  for (const table of [rows, small, growth]) expect(table.length).toBeGreaterThan(2);
});
