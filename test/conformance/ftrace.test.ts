import { beforeAll, describe, expect, test } from '@jest/globals';
import type { FtraceReport } from '../../conformance/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';
import { boots } from '../fixtures/kernelTraces.ts';

const reports = new Map<string, FtraceReport>();

// In a process of its own: a sandbox would make each look-up of a global slow.
beforeAll(async () => {
  const { out, err } = await runBuilt(['conform', 'ftrace', '--json', ...boots.map(({ trace }) => trace)]);
  expect(err).toBe('');
  for (const report of JSON.parse(out).files as FtraceReport[]) {
    const boot = boots.find(({ trace }) => trace === report.file);
    if (boot) reports.set(boot.name, report);
  }
  if (boots.length <= 4) process.stdout.write('only the four boots of test/golden/kernel-traces are here\n');
}, 120_000);

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

describe.each(boots.map((boot) => [boot.name, boot] as const))('%s', (name, { counts, hiwater }) => {
  const report = () => reports.get(name) as FtraceReport;

  test('is a run that the mapping machine accepts, read line by line', () => {
    expect(report()).toMatchObject({ refusedSteps: 0, refusals: [], unreadableLines: 0, lostEvents: 0 });
    expect(report()).not.toHaveProperty('stopped');
  });

  test('has the events, mappings and bounces that an independent replay counted', () => {
    expect(report()).toMatchObject({
      events: counts.total_events,
      mappings: counts.streaming?.maps ?? 0,
      bounced: sum(counts.bounced),
      mapErrors: counts.notes['map_error'] ?? 0,
      liveAtEnd: counts.streaming?.live_at_end ?? 0,
      liveMax: counts.streaming?.max_live_maps ?? 0,
      coherentLiveAtEnd: counts.coherent_live_at_end ?? 0,
    });
    for (const { name: device, bounced } of report().devices)
      expect(bounced).toBe(counts.bounced[device] ?? 0);
  });

  test('has originals that share bytes and pages as often', () => {
    const theirs = Object.fromEntries(
      Object.entries(counts.overlaps).map(([kind, count]) => [
        kind.replace('same-page', 'same page').replace('byte-overlap', 'same bytes'),
        count,
      ]),
    );
    expect(report().overlaps).toEqual(theirs);
  });

  test('has every slot and every failure predicted, and the high-water mark of the kernel', () => {
    const { replay } = counts;
    const recorded = (pattern: RegExp) =>
      sum(Object.fromEntries(Object.entries(replay).filter(([kind]) => pattern.test(kind))));
    const slots = recorded(/^(coherent )?slot predicted/);
    const failures = recorded(/^failure predicted/);
    expect(report()).toMatchObject({
      slotsRecorded: slots,
      slotsPredicted: slots,
      failuresRecorded: failures,
      failuresPredicted: failures,
      contradictions: [],
    });
    // The kernel has one counter for all of its pools.
    if (!report().laterPools) expect(Math.max(0, ...Object.values(report().highWater))).toBe(hiwater);
  });
});

test('a request that is one slot too large is retried for ever, and said not to fit', () => {
  const livelocks = [...reports].flatMap(([name, { retries }]) =>
    retries.map((retry) => ({ name, ...retry })),
  );
  expect(livelocks).toEqual([
    {
      name: 'x19-small-virtio-livelock',
      device: '0000:00:01.0',
      line: 10_835,
      rounds: 771,
      mappings: 12,
      failingBytes: 49_152,
      ended: false,
      fitsEmptyPool: false,
      slotsNeeded: 513,
      poolSlots: 512,
    },
  ]);
});
