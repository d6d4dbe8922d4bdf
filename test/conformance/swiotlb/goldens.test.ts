import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { conformSwiotlb, type SwiotlbFileReport, type TraceLine } from '../../../conformance/index.ts';
import { root, runBuilt } from '../../fixtures/builtCli.ts';

const folder = join(root, 'test', 'golden', 'swiotlb');
const files = readdirSync(folder).filter((file) => file.endsWith('.gz'));
const linesOf = (file: string): string[] =>
  gunzipSync(readFileSync(join(folder, file)))
    .toString()
    .trimEnd()
    .split('\n');
const numbered = (lines: readonly string[]): TraceLine[] => lines.map((text, i) => ({ text, number: i + 1 }));

describe('what Linux itself did', () => {
  let reports: readonly SwiotlbFileReport[];
  // Thousands of operations are slow inside Jest's sandbox; the built program does them in a process of its own.
  beforeAll(async () => {
    const paths = files.map((file) => join(folder, file));
    const { code, out, err } = await runBuilt(['conform', 'swiotlb', '--json', ...paths]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    reports = JSON.parse(out).files;
  }, 60_000);

  test.each(files)('%s: the runtime does the same, line by line and field by field', (file) => {
    const report = reports.find((one) => one.file.endsWith(file));
    const ops = linesOf(file).length;
    expect(report).toMatchObject({ ops, agree: ops, deviate: 0, differences: [], notCompared: [] });
    expect(report?.fields).toBeGreaterThan(ops);
  });
});

/** Fields that Linux answered with; the others say what it was asked. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  header: ['area_nslabs'],
  map: [
    'tlb',
    'slot',
    'pad',
    'n',
    'used',
    'ho',
    'hb',
    'pool',
    'transient',
    'transient_nslabs',
    'work_pending',
  ],
  dmap: ['tlb', 'dma', 'slot', 'pad', 'n', 'used', 'why'],
  alloc: ['tlb', 'slot', 'pad', 'n', 'used'],
  unmap: ['used', 'ho', 'transient_nslabs'],
  free: ['used'],
  sync_cpu: ['warn', 'ho', 'hb'],
  sync_dev: ['warn', 'ho', 'hb'],
  snap: ['list', 'all', 'areas', 'orig', 'arena'],
  work: ['pages', 'pool', 'nslabs_total'],
  init: ['nslabs', 'nareas', 'area_nslabs', 'force_bounce'],
  max_mapping_size: ['value'],
};

/** Another answer of the same kind; undefined where a change would make it no answer at all. */
function changed(value: unknown): unknown {
  if (typeof value === 'number' && value >= 0) return value + 1;
  if (value === 'cap') return 'full';
  if (Array.isArray(value) && value.length > 0)
    return [{ ...value[0], max_mapping_size: 1 }, ...value.slice(1)];
  if (typeof value === 'object' && value !== null) return { ...value, nslabs: 1 };
  return undefined;
}

/** Changes each answer of each operation once, one a line, so that what is wrong is known. */
function tampered(lines: readonly string[]) {
  const done = new Set<string>();
  const wrong: { readonly line: number; readonly op: string; readonly field: string }[] = [];
  const result = lines.map((text, i) => {
    const record = JSON.parse(text);
    const field = ANSWERS[record.op]?.find(
      (name) => !done.has(`${record.op}.${name}`) && changed(record[name]) !== undefined,
    );
    if (field === undefined) return text;
    done.add(`${record.op}.${field}`);
    wrong.push({ line: i + 1, op: record.op, field });
    return JSON.stringify({ ...record, [field]: changed(record[field]) });
  });
  return { result, wrong };
}

describe('an answer that is not what Linux gave is found, with its line and field', () => {
  test.each([
    ['b01-bounce-plain.jsonl.gz', 1100, 12],
    ['d01-dyn-512x1.jsonl.gz', 1600, 11],
    ['sizing.jsonl.gz', 4000, 5],
    ['t16-8192x4-mask30.jsonl.gz', 1600, 17],
    ['t22-restricted-200.jsonl.gz', 1600, 22],
  ])(
    '%s: of the first %d lines, %d answers',
    async (file, lineCount, count) => {
      const { result, wrong } = tampered(linesOf(file).slice(0, lineCount));
      expect(wrong.length).toBe(count);
      const report = await conformSwiotlb(file, numbered(result));
      const found = report.differences.map(({ line, op, field }) => ({ line, op, field }));
      expect(found).toEqual(expect.arrayContaining(wrong));
      // A wrong count of used slots is wrong once; nothing else follows from any of these changes.
      expect(report.deviate).toBe(wrong.length);
    },
    60_000,
  );
});

test.each(['d01-dyn-512x1.jsonl.gz', 't22-restricted-200.jsonl.gz', 'sizing.jsonl.gz'])(
  '%s: by the rules of 7.3 it is the same, where no memory is encrypted',
  async (file) => {
    const report = await conformSwiotlb(file, numbered(linesOf(file)), '7.3');
    expect(report).toMatchObject({ deviate: 0, ops: linesOf(file).length });
  },
  60_000,
);
