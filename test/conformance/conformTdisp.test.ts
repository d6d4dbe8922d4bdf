import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { conformTdispFile, type TdispFileReport } from '../../conformance/index.ts';

const golden = (file: string) => fileURLToPath(new URL(`../golden/tdisp/${file}`, import.meta.url));

/** `from request` of each deviating cell, without the form of the request. */
const deviatingIn = ({ cells }: TdispFileReport) =>
  [...new Set(cells.map(({ from, req }) => `${from} ${req.replace(/\(.*/, '')}`))].sort();

const FIVE_CELLS = [
  'CONFIG_LOCKED GET_TDISP_VERSION',
  'CONFIG_UNLOCKED GET_DEVICE_INTERFACE_REPORT',
  'CONFIG_UNLOCKED LOCK_INTERFACE_REQUEST',
  'CONFIG_UNLOCKED STOP_INTERFACE_REQUEST',
  'RUN GET_TDISP_VERSION',
];

describe('the test specification of tee-io-validator', () => {
  let report: TdispFileReport;
  beforeAll(async () => {
    report = await conformTdispFile(golden('tee-io-validator.json'));
  });

  test('agrees with the machine wherever it says something of replies and states', () => {
    expect(report.cells).toEqual([]);
    expect(report.deviate).toBe(0);
    expect(report.agree).toBe(report.steps);
    expect(report.steps).toBeGreaterThan(40);
  });

  test('is judged in all cases but the one that is about the bytes of the report', () => {
    expect(report.cases).toMatchObject({ total: 22, judged: 21, assertions: { total: 125 } });
    expect(report.cases?.notJudged.map((one) => one.case)).toEqual(['4.5']);
    const { judged = 0, aboutBytes = 0 } = report.cases?.assertions ?? {};
    expect(judged + aboutBytes).toBe(125);
    // 21 message types, 2 that repeat them, 8 error codes, 19 states.
    expect(judged).toBe(50);
  });
});

describe('the recorded library sample of spdm-emu', () => {
  let report: TdispFileReport;
  beforeAll(async () => {
    report = await conformTdispFile(golden('spdm-emu-lib.jsonl.gz'));
  });

  test('deviates in its five known cells and nowhere else', () => {
    expect(deviatingIn(report)).toEqual(FIVE_CELLS);
    expect(report.steps).toBe(1465 * 4);
    expect(report.agree + report.deviate).toBe(report.steps);
    expect(report.cells.reduce((n, { count }) => n + count, 0)).toBe(report.deviate);
  });

  test('is said to deviate in what it did', () => {
    expect(report.cells).toContainEqual({
      from: 'CONFIG_UNLOCKED',
      req: 'LOCK_INTERFACE_REQUEST',
      expected: 'INVALID_REQUEST -> CONFIG_UNLOCKED',
      observed: 'LOCK_INTERFACE_RESPONSE -> CONFIG_LOCKED',
      count: 472,
    });
    expect(report.cells).toContainEqual({
      from: 'CONFIG_UNLOCKED',
      req: 'GET_DEVICE_INTERFACE_REPORT',
      expected: 'INVALID_INTERFACE_STATE -> CONFIG_UNLOCKED',
      observed: 'DEVICE_INTERFACE_REPORT -> CONFIG_UNLOCKED',
      count: 4,
    });
  });

  test('agrees in all other of its 33 cells', () => {
    // 11 requests x 3 states, less VERSION in two states, STOP, LOCK, and REPORT with two offsets.
    expect(report.agreeing).toHaveLength(33 - 6);
  });

  test('agrees on the lock where no IDE is required', async () => {
    const withoutIde = await conformTdispFile(golden('spdm-emu-lib.jsonl.gz'), { ideRequired: false });
    expect(deviatingIn(withoutIde)).toEqual(FIVE_CELLS.filter((cell) => !cell.includes('LOCK_INTERFACE')));
    expect(report.deviate - withoutIde.deviate).toBe(472);
  });
});

describe('the recorded device sample of spdm-emu', () => {
  test('is found to have its nonce check inverted', async () => {
    const report = await conformTdispFile(golden('spdm-emu-dev.jsonl.gz'));
    expect(deviatingIn(report)).toEqual([...FIVE_CELLS, 'CONFIG_LOCKED START_INTERFACE_REQUEST'].sort());
    const starts = report.cells.filter(({ req }) => req.startsWith('START'));
    const [refused, run] = ['INVALID_NONCE -> CONFIG_LOCKED', 'START_INTERFACE_RESPONSE -> RUN'] as const;
    expect(
      Object.fromEntries(starts.map(({ req, expected, observed }) => [req, [expected, observed]])),
    ).toEqual({
      'START_INTERFACE_REQUEST(nonce=current)': [run, refused],
      'START_INTERFACE_REQUEST(nonce=~current)': [refused, run],
      'START_INTERFACE_REQUEST(nonce=previous)': [refused, run],
    });
  });
});
