import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { builtCli, root } from '../fixtures/builtCli.ts';

const read = (file: string) => readFileSync(join(root, 'docs', file), 'utf8');

test('the index leads to every document', () => {
  const index = read('README.md');
  const documents = readdirSync(join(root, 'docs')).filter(
    (file) => file.endsWith('.md') && file !== 'README.md',
  );
  expect(documents.filter((file) => !index.includes(`(${file})`))).toEqual([]);
});

test('docs/cli.md is what the program says of itself', () => {
  builtCli();
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'docs', 'cliReference.mjs')], {
    encoding: 'utf8',
  });
  expect({ status, text: stdout }).toEqual({ status: 0, text: read('cli.md') });
  expect(stdout.match(/^## check$/m)).not.toBeNull();
});
