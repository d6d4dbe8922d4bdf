import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import { askCli } from '../fixtures/askCli.ts';
import { root } from '../fixtures/builtCli.ts';

test.each([
  ['counterexample', 'diagram notBounceBit --trace hostKnowledgeIsDeclassified --format svg'],
  ['host-view', 'view notBounceBit host --up-to trace --size page=1,mapping=1 --format svg'],
])('the picture %s of the README is what its command draws', async (name, command) => {
  const kept = readFileSync(join(root, 'docs', 'pictures', `${name}.svg`), 'utf8');
  const { code, out } = await askCli(command.split(' '));
  expect(code).toBe(0);
  expect(out).toBe(kept);
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`docs/pictures/${name}.svg`);
});

// A screenshot cannot be drawn again where there is no browser. What it shows are the stands, which every run compares.
test('the picture of the matrix was taken when every proposal said what it says now', () => {
  const stands = proposals.map(({ system, stands }) => [system.name, stands]);
  const now = createHash('sha256').update(JSON.stringify(stands)).digest('hex');
  // Where they differ: coco-dma report, a screenshot of its top as matrix.png, and this hash.
  expect(`${now}  stands\n`).toBe(readFileSync(join(root, 'docs', 'pictures', 'matrix.sha256'), 'utf8'));
});
