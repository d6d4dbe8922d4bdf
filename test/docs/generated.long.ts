import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { builtCli, root } from '../fixtures/builtCli.ts';

test('docs/claims.md and every quoted output are those of this checkout', () => {
  builtCli();
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'docs', 'generate.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, 600_000);
