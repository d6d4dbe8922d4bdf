import type { FtraceReport } from '../conformance/index.ts';
import { columns } from './columns.ts';
import { grouped } from './numbers.ts';

/** Several traces in a table, one a line, with their sums below; empty for one alone. */
export function summedFtrace(reports: readonly FtraceReport[]): string {
  if (reports.length < 2) return '';
  const counts = (of: readonly FtraceReport[]): string[] => {
    const sum = (count: (report: FtraceReport) => number) =>
      grouped(of.reduce((total, report) => total + count(report), 0));
    return [
      sum(({ events }) => events),
      sum(({ mappings }) => mappings),
      sum(({ bounced }) => bounced),
      `${sum(({ slotsPredicted }) => slotsPredicted)} of ${sum(({ slotsRecorded }) => slotsRecorded)}`,
      `${sum(({ failuresPredicted }) => failuresPredicted)} of ${sum(({ failuresRecorded }) => failuresRecorded)}`,
      sum(({ refusedSteps }) => refusedSteps),
      sum(({ retries }) => retries.filter(({ fitsEmptyPool }) => fitsEmptyPool === false).length),
      sum(({ liveAtEnd }) => liveAtEnd),
    ];
  };
  const head = [
    'trace',
    'events',
    'mappings',
    'bounced',
    'slots predicted',
    'failures predicted',
    'refused',
    'livelocks',
    'alive',
  ];
  const rows = [
    head,
    ...reports.map((report) => [report.file, ...counts([report])]),
    ['all', ...counts(reports)],
  ];
  const lines = columns(rows, [false, ...head.slice(1).map(() => true)]);
  return ['', ...lines].map((line) => `${line}\n`).join('');
}
