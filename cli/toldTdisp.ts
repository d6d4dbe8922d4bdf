import type { TdispFileReport } from '../conformance/index.ts';
import { columns } from './columns.ts';
import { grouped } from './numbers.ts';
import type { Paint } from './paint.ts';

/** How a file of TDISP exchanges compares with the machine, for people. */
export function toldTdisp(
  { file, steps, agree, deviate, cells, agreeing, cases }: TdispFileReport,
  paint: Paint,
): string {
  const verdict = paint(deviate === 0 ? 'holds' : 'violated', `${grouped(deviate)} deviate`);
  const lines = [`${paint('strong', file)}: ${grouped(steps)} steps, ${grouped(agree)} agree, ${verdict}`];
  if (cells.length > 0) {
    const rows = cells.map(({ count, from, req, expected, observed }) => [
      grouped(count),
      from,
      req,
      expected,
      observed,
    ]);
    lines.push(
      '',
      'Deviating cells:',
      ...indented([['times', 'state', 'request', 'expected', 'observed'], ...rows]),
    );
  }
  if (agreeing.length > 0) {
    const rows = agreeing.map(({ count, from, req }) => [grouped(count), from, req]);
    lines.push('', 'Agreeing cells:', ...indented([['times', 'state', 'request'], ...rows]));
  }
  if (cases) {
    const { total, judged, notJudged, assertions } = cases;
    lines.push(
      '',
      `Cases: ${judged} of ${total} judged; assertions: ${assertions.judged} of ${assertions.total} judged, ${assertions.aboutBytes} are about bytes`,
      ...indented(notJudged.map((one) => [one.case, one.reason])),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

const indented = (rows: readonly (readonly string[])[]): string[] =>
  columns(rows, [/^\d/.test(rows[1]?.[0] ?? '')]).map((line) => `  ${line}`);
