import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { automatonOf, monitors, sideFile } from '../../conformance/index.ts';
import { rvMonitor } from '../../exporters/index.ts';
import { runCli } from '../fixtures/runCli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coco-dma-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [page] = monitors;
if (!page) throw new Error('there are no monitors');

test('rv lists the monitors, prints one, or its side file', async () => {
  const { code, out } = await runCli(['rv']);
  expect(code).toBe(0);
  for (const { name, summary } of monitors) expect(out).toMatch(new RegExp(`^${name} .*${summary}$`, 'm'));
  expect(await runCli(['rv', 'page'])).toEqual({ code: 0, out: rvMonitor(automatonOf(page)), err: '' });
  expect(JSON.parse((await runCli(['rv', 'page', '--json'])).out)).toEqual(sideFile(page));
  expect(JSON.parse((await runCli(['rv', '--json'])).out)).toEqual(monitors.map(sideFile));
});

test('rv -o writes a .dot and a side file of each', async () => {
  const { out } = await runCli(['rv', '-o', folder]);
  const names = monitors.flatMap(({ name }) => [`${name}.dot`, `${name}.json`]);
  expect(out).toBe(names.map((name) => `${join(folder, name)}\n`).join(''));
  expect(readdirSync(folder).sort()).toEqual(names.sort());
});

test('lint-rv finds nothing in what rv writes, and names file, line and trap of what it finds', async () => {
  await runCli(['rv', '-o', folder]);
  const clean = join(folder, 'page.dot');
  const spoilt = join(folder, 'spoilt.dot');
  writeFileSync(spoilt, rvMonitor(automatonOf(page)).replace('\tcenter', '\n\tcenter'));
  expect(await runCli(['lint-rv', clean])).toEqual({ code: 0, out: `${clean}: nothing found\n`, err: '' });
  const { code, out } = await runCli(['lint-rv', clean, spoilt]);
  expect(code).toBe(1);
  expect(out).toContain(`${spoilt}:2: blankLine: a blank line; dot2 crashes`);
  expect(JSON.parse((await runCli(['lint-rv', '--json', spoilt])).out)).toEqual({
    schema: 1,
    files: [{ file: spoilt, findings: [{ line: 2, trap: 'blankLine', message: 'a blank line' }] }],
  });
});

test.each([
  ['rv pge', 'there is no monitor pge; did you mean page?'],
  ['rv -o /dev/null/monitors', '--output /dev/null/monitors: '],
  ['lint-rv /nowhere.dot', '/nowhere.dot: there is no such file'],
  ['lint-rv /dev/null', '/dev/null: line 1, column 1: Expected'],
])('%s', async (line, sentence) => {
  const { code, out, err } = await runCli(line.split(' '));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(sentence);
});
