import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runCli } from '../fixtures/runCli.ts';

const directory = mkdtempSync(join(tmpdir(), 'coco-dma-'));
const fileWith = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

test('a file that is not there, or is a directory', async () => {
  const missing = join(directory, 'missing.jsonl');
  expect(await runCli(['conform', 'tdisp', missing])).toEqual({
    code: 2,
    out: '',
    err: `coco-dma: ${missing}: there is no such file\n`,
  });
  const { code, err } = await runCli(['conform', 'tdisp', directory]);
  expect(code).toBe(2);
  expect(err).toContain('cannot be read');
});

test('a malformed line is named by file and line', async () => {
  const path = fileWith('broken.jsonl', 'this is not JSON\n');
  const { code, out, err } = await runCli(['conform', 'tdisp', path]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(`coco-dma: ${path}:1: `);
  expect(err).not.toContain('    at ');
});

test('an unknown kind of trace', async () => {
  expect((await runCli(['conform', 'tdips', 'x'])).err).toBe(
    'coco-dma: there is no kind of trace tdips; did you mean tdisp?\n',
  );
});
