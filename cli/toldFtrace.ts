import type { FtraceReport, PolicyJudgement } from '../conformance/index.ts';
import { columns } from './columns.ts';
import { grouped } from './numbers.ts';
import type { Paint } from './paint.ts';

/** Refused steps, contradictions and unreadable lines that are printed one by one. */
const TOLD_MAX = 10;

/** What a trace of a kernel says, for people. */
export function toldFtrace(report: FtraceReport, judged: PolicyJudgement | undefined, paint: Paint): string {
  const { file, events, mappings, bounced, mapErrors, refusedSteps, liveAtEnd, coherentLiveAtEnd, stopped } =
    report;
  const verdict = paint(refusedSteps === 0 ? 'holds' : 'violated', `${grouped(refusedSteps)} refused`);
  const lines = [
    `${paint('strong', file)}: ${grouped(events)} events, ${grouped(mappings)} mappings, ${grouped(bounced)} bounced, ${verdict}`,
    `  at most ${grouped(report.liveMax)} alive with ${grouped(report.liveBytesMax)} bytes; ${grouped(liveAtEnd)} alive at the end, and ${grouped(coherentLiveAtEnd)} coherent; ${grouped(mapErrors)} failed`,
  ];
  if (report.slotsRecorded + report.failuresRecorded > 0) {
    const all =
      report.slotsPredicted === report.slotsRecorded && report.failuresPredicted === report.failuresRecorded;
    lines.push(
      `  allocator: ${paint(all ? 'holds' : 'violated', `${grouped(report.slotsPredicted)} of ${grouped(report.slotsRecorded)} slots and ${grouped(report.failuresPredicted)} of ${grouped(report.failuresRecorded)} failures predicted`)}`,
    );
    for (const [pool, used] of Object.entries(report.highWater))
      lines.push(
        `  pool ${pool}: at most ${grouped(used)} of ${grouped(report.poolSlots[pool] ?? 0)} slots in use`,
      );
  }
  const devices = report.devices.map(({ name, mappings: of, bounced: some, reasons }) => [
    `  ${name}`,
    `${grouped(of)} mappings`,
    `${grouped(some)} bounced`,
    Object.entries(reasons)
      .map(([reason, count]) => `${reason}: ${grouped(count)}`)
      .join(', '),
  ]);
  lines.push(...columns(devices, [false, true, true]));
  for (const [kind, count] of Object.entries(report.overlaps))
    lines.push(`  alive at once, ${kind}: ${grouped(count)} pairs`);
  if (report.lifetimes) {
    const { min, median, p99, max } = report.lifetimes;
    lines.push(
      `  lasted ${grouped(min)} events at least, ${grouped(median)} in the median, ${grouped(p99)} in 99 of 100, ${grouped(max)} at most`,
    );
  }
  if (report.reordered > 0)
    lines.push(`  ${grouped(report.reordered)} mappings logged before the unmap that made room for them`);
  for (const retry of report.retries) {
    const { device, line, rounds, mappings: of, failingBytes, ended, fitsEmptyPool } = retry;
    const fate = ended ? 'then went on' : 'never succeeded';
    const why =
      fitsEmptyPool === undefined
        ? ''
        : fitsEmptyPool
          ? '; they would fit into the empty pool'
          : paint(
              'violated',
              `; a livelock: they need ${grouped(retry.slotsNeeded ?? 0)} slots, and do not fit even into the empty pool of ${grouped(retry.poolSlots ?? 0)}`,
            );
    lines.push(
      `  line ${line}: ${device} tried the same ${of} mappings and then ${grouped(failingBytes)} bytes ${grouped(rounds)} times, and ${fate}${why}`,
    );
  }
  lines.push(
    ...told(
      'refused',
      report.refusals,
      refusedSteps,
      ({ line, device, what }) => `line ${line}: ${device} ${what}`,
    ),
    ...told(
      'contradictions',
      report.contradictions,
      report.contradictions.length,
      ({ line, recorded, predicted }) => `line ${line}: recorded ${recorded}, predicted ${predicted}`,
    ),
    ...told(
      'unreadable',
      report.unreadable,
      report.unreadableLines,
      ({ line, what }) => `line ${line}: ${what}`,
    ),
  );
  if (report.lostEvents > 0)
    lines.push(paint('unknown', `  the kernel lost ${grouped(report.lostEvents)} events`));
  if (stopped) lines.push(paint('unknown', `  not read to its end: ${stopped}`));
  if (judged) lines.push(...toldJudgement(judged, paint));
  return lines.map((line) => `${line}\n`).join('');
}

function toldJudgement({ policy, kinds }: PolicyJudgement, paint: Paint): string[] {
  const rows = kinds.map(
    ({ device, trust, dir, reach, bounced, mappings, line, leaks, forbidden, outcomes }) => [
      `  ${device}`,
      trust,
      dir,
      reach,
      bounced ? 'bounced' : 'direct',
      grouped(mappings),
      `line ${line}`,
      paint(leaks === 'no' ? 'holds' : 'violated', leaks === 'no' ? 'no leak' : `${leaks} leak`),
      (forbidden ? paint('violated', 'not what the design does: ') : '') +
        outcomes
          .map(({ step, violated }) =>
            violated.length > 0 ? `${step} violates ${violated.join(', ')}` : step,
          )
          .join('; '),
    ],
  );
  return [`  by the design ${policy}:`, ...columns(rows, [false, false, false, false, false, true])];
}

function told<T>(name: string, some: readonly T[], count: number, say: (one: T) => string): string[] {
  const shown = some.slice(0, TOLD_MAX).map((one) => `  ${name}, ${say(one)}`);
  return count > shown.length ? [...shown, `  ${name}: ${grouped(count - shown.length)} more`] : shown;
}
