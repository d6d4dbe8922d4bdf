import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leftOut } from '../../cli/leftOut.ts';
import type { ReportData } from '../../explorer/index.ts';
import { askCli } from '../fixtures/askCli.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-report-'));
const designs = ['virtioSwiotlbHope', 'splitEnableStrictDevice'];
let html = '';
let report: ReportData;
beforeAll(async () => {
  const { code, out, err } = await askCli(['report', ...designs, '-o', join(folder, 'pages')]);
  expect({ code, out, err }).toEqual({ code: 0, out: `${join(folder, 'pages', 'report.html')}\n`, err: '' });
  html = readFileSync(join(folder, 'pages', 'report.html'), 'utf8');
  report = JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the page says what check says', async () => {
  const { out } = await askCli(['check', ...designs, '--json']);
  const checked: { readonly proposals: readonly Checked[] } = JSON.parse(out);
  expect(
    report.designs.map(({ name, states, transitions, verdicts }) => ({
      name,
      states,
      transitions,
      claims: Object.entries(verdicts).map(([invariant, { verdict, trace }]) => ({
        invariant,
        verdict,
        trace: trace?.steps.map(({ event, by }) => ({ event, by })),
      })),
    })),
  ).toEqual(
    checked.proposals.map(({ name, states, transitions, claims }) => ({
      name,
      states,
      transitions,
      claims: claims.map(({ invariant, verdict, trace, loop }) => ({
        invariant,
        verdict,
        trace: trace && [...trace, ...(loop ?? [])],
      })),
    })),
  );
});

test('it names nothing that a browser would have to fetch', () => {
  expect(html).toContain(`content="default-src 'none';`);
  expect(html.match(/<(?:link|img|iframe|script[^>]+src)\b/g)).toBeNull();
});

test('it has the machines of the designs, and what they leave out', () => {
  const names = report.machines.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['host', 'tdi', 'virtqueue']));
  expect(names).not.toContain('vmbusChannel');
  expect(report.machines.find(({ name }) => name === 'tdi')?.svg).toMatch(/^<svg class="drawn"/);
  expect(report.machines.filter((machine) => machine.leftOut !== leftOut(machine.name))).toEqual([]);
});

test('what is left out is the paragraph of the doc comment', () => {
  expect(leftOut('slot')).toBe(
    'several slots for one mapping, padding, partial copies (the byte side has them); a private device that writes a slot it was not given.',
  );
  expect(leftOut('noSuch')).toBe('');
});

test('a file may be named, and a name that is no proposal is a usage error', async () => {
  const file = join(folder, 'one.html');
  expect((await askCli(['report', 'virtioSwiotlbLegacy', '-o', file])).out).toBe(`${file}\n`);
  expect(existsSync(file)).toBe(true);
  const { code, err } = await askCli(['report', 'virtioSwiotlbLegacyy', '-o', file]);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('virtioSwiotlbLegacy') });
});

interface Checked {
  readonly name: string;
  readonly states: number;
  readonly transitions: number;
  readonly claims: readonly {
    readonly invariant: string;
    readonly verdict: string;
    readonly trace?: readonly object[];
    readonly loop?: readonly object[];
  }[];
}
