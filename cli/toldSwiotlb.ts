import type { SwiotlbFileReport } from '../conformance/index.ts';
import { columns } from './columns.ts';
import { grouped } from './numbers.ts';
import type { Paint } from './paint.ts';

/** How a golden file compares with the runtime's swiotlb, for people: one line, and the differences. */
export function toldSwiotlb(report: SwiotlbFileReport, paint: Paint): string {
  const { file, ops, fields, deviate, differences, notCompared } = report;
  const verdict = paint(deviate === 0 ? 'holds' : 'violated', `${grouped(deviate)} deviate`);
  const lines = [
    `${paint('strong', file)}: ${grouped(ops)} operations, ${grouped(fields)} fields compared, ${verdict}`,
  ];
  const rows = differences.map(({ line, op, field, expected, got }) => [
    String(line),
    op,
    field,
    shown(expected),
    shown(got),
  ]);
  if (rows.length > 0)
    lines.push(
      ...columns([['line', 'op', 'field', 'expected', 'got'], ...rows], [true]).map((row) => `  ${row}`),
    );
  if (notCompared.length > 0) lines.push(`  not compared: ${notCompared.join(', ')}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** A value as the file would write it; a field that is not there is `-`. */
const shown = (value: unknown): string => (value === undefined ? '-' : JSON.stringify(value));
