import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root, runBuilt } from '../fixtures/builtCli.ts';

test.each([
  ['counterexample', 'diagram notBounceBit --trace hostKnowledgeIsDeclassified --format svg'],
  ['host-view', 'view notBounceBit host --up-to trace --size page=1,mapping=1 --format svg'],
])('the picture %s of the README is what its command draws', async (name, command) => {
  const kept = readFileSync(join(root, 'docs', 'pictures', `${name}.svg`), 'utf8');
  const { code, out } = await runBuilt(command.split(' '));
  expect(code).toBe(0);
  expect(out).toBe(kept);
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`docs/pictures/${name}.svg`);
});
