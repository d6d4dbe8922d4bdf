import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  conformFtrace,
  FtraceReader,
  type FtraceReport,
  judgeByPolicy,
  policyOf,
} from '../../conformance/index.ts';
import { boots } from '../fixtures/kernelTraces.ts';
import { runCli } from '../fixtures/runCli.ts';

/** The smallest boot with bounces, as lines. */
const trace = boots.find(({ name }) => name === 'x05-tiny-nvme-smp1-storm')?.trace ?? '';
const whole = gunzipSync(readFileSync(trace)).toString('latin1').split('\n');
/** Some lines of it suffice for most. */
const lines = whole.slice(0, 600);
const reported = (text: readonly string[]): FtraceReport => {
  const reader = new FtraceReader();
  reader.read(Buffer.from(text.join('\n'), 'latin1'));
  return reader.report('trace');
};
/** Number of the first line from 1 with this event, at or after another. */
const lineOf = (event: string, from = 0) =>
  lines.findIndex((line, at) => at >= from && line.includes(`: ${event}: `)) + 1;
const changed = (line: number, from: string | RegExp, to: string) =>
  lines.map((text, at) => (at === line - 1 ? text.replace(from, to) : text));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coco-dma-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a run in which something is wrong', () => {
  const unmap = lineOf('dma_unmap_page');

  test('an unmap twice is refused, with its line', () => {
    const { refusedSteps, refusals } = reported([...lines.slice(0, unmap), ...lines.slice(unmap - 1)]);
    expect(refusedSteps).toBe(1);
    expect(refusals).toEqual([
      { line: unmap + 1, device: '0000:00:01.0', what: 'unmaps 3e900000, which is not mapped' },
    ]);
  });

  test('is told as soon as it is read', () => {
    const told: unknown[] = [];
    const reader = new FtraceReader((refusal) => told.push(refusal));
    reader.read(Buffer.from([...lines.slice(0, unmap), ...lines.slice(unmap - 1)].join('\n'), 'latin1'));
    expect(told).toEqual(reader.report('trace').refusals);
    expect(told).toHaveLength(1);
  });

  test.each([
    [/size=4096/, 'size=512', /^unmaps 512 bytes at \w+, mapped with 4096 in line \d+$/],
    [/FROM_DEVICE/, 'TO_DEVICE', /^unmaps \w+ TO_DEVICE, mapped FROM_DEVICE in line \d+$/],
  ])('an unmap with %s changed is refused', (from, to, what) => {
    expect(reported(changed(unmap, from, to)).refusals).toEqual([
      { line: unmap, device: '0000:00:01.0', what: expect.stringMatching(what) },
    ]);
  });

  test('a mapping that is never unmapped is alive at the end', () => {
    const before = reported(lines).liveAtEnd;
    expect(reported(changed(unmap, 'dma_unmap_page', 'dma_unmapped')).liveAtEnd).toBe(before + 1);
  });

  test('another slot than the allocator takes is a contradiction', () => {
    const ret = lineOf('tbl_map_ret', 100);
    const { contradictions, slotsPredicted, slotsRecorded } = reported(
      changed(ret, /tlb=0x\w+/, 'tlb=0x3e900800'),
    );
    expect(contradictions[0]).toMatchObject({ recorded: '3e900800' });
    expect(slotsPredicted).toBeLessThan(slotsRecorded);
    expect(reported(lines).contradictions).toEqual([]);
  });

  test('a sync outside of every mapping is refused', () => {
    const sync = `            init-1       [000] .....            9: dma_sync_single_for_cpu: 0000:00:01.0 dir=FROM_DEVICE dma_addr=1000 size=16`;
    expect(reported([...lines, sync]).refusals.at(-1)).toEqual({
      line: lines.length + 1,
      device: '0000:00:01.0',
      what: 'syncs 16 bytes at 1000, which are not mapped',
    });
  });

  test('a second mapping at a slot is refused, unless its unmap comes within what log order explains', () => {
    const map = (address: string) =>
      `            init-1       [000] .....            9: dma_map_page: 0000:00:01.0 dir=TO_DEVICE dma_addr=${address} size=16 phys_addr=5000 attrs=`;
    const gone = map('3e900000').replace('dma_map_page', 'dma_unmap_page').replace(' phys_addr=5000', '');
    const late = reported([map('3e900000'), map('3e900000'), gone, gone]);
    expect([late.refusedSteps, late.reordered]).toEqual([0, 1]);
    const twice = reported([
      map('3e900000'),
      map('3e900000'),
      ...Array.from({ length: 130 }, () => map('5000')),
    ]);
    expect(twice.refusals).toEqual([
      { line: 2, device: '0000:00:01.0', what: 'maps to 3e900000, which is mapped already' },
    ]);
  });
});

describe('a trace that is spoilt', () => {
  test('lines that are no events, or lack fields, are told with their numbers', () => {
    const map = lineOf('dma_map_page');
    const { unreadable, unreadableLines } = reported([
      ...changed(map, /dma_addr=\w+/, ''),
      'cut off in the mid',
    ]);
    expect(unreadableLines).toBe(2);
    expect(unreadable).toEqual([
      { line: map, what: 'dma_map_page without all of its fields' },
      { line: lines.length + 1, what: 'no event' },
    ]);
  });

  test('events that the kernel lost are counted', () => {
    expect(reported(['CPU:1 [LOST 123 EVENTS]', ...lines]).lostEvents).toBe(123);
  });

  test('compressed data that is cut ends in a report of what came before, and in an unknown', async () => {
    const file = join(folder, 'cut.txt.gz');
    const packed = gzipSync(whole.join('\n'));
    writeFileSync(file, packed.subarray(0, packed.length / 2));
    const report = await conformFtrace(file);
    expect(report.stopped).toBe('damaged');
    expect(report.events).toBeGreaterThan(1000);
    expect((await runCli(['conform', 'ftrace', file])).code).toBe(3);
  });

  test('whatever is written over it, there is a report', () => {
    const text = Buffer.from(lines.slice(0, 150).join('\n'), 'latin1');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(text.length - 1), fc.nat(255)), { maxLength: 40 }), (spots) => {
        const spoilt = Buffer.from(text);
        for (const [at, byte] of spots) spoilt[at] = byte;
        const reader = new FtraceReader();
        reader.read(spoilt);
        const { events, unreadableLines } = reader.report('spoilt');
        expect(events + unreadableLines).toBeGreaterThan(0);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  test('however it is cut into pieces, it is the same report', async () => {
    const file = join(folder, 'whole.txt');
    writeFileSync(file, lines.join('\n'), 'latin1');
    expect(await conformFtrace(file)).toEqual({ ...reported(lines), file });
  });
});

describe('a run judged by a design', () => {
  const judged = async (policy: string) => {
    const file = join(folder, 'judged.txt');
    writeFileSync(file, lines.join('\n'), 'latin1');
    const { catalogue } = await import('../../cli/catalogue.ts');
    const { code, out } = await runCli(
      ['conform', 'ftrace', file, '--json', '--policy', policy, '--private', '0000:00:01.0'],
      { catalogue },
    );
    return { code, judged: JSON.parse(out).files[0].judged };
  };

  test('a private device that is bounced for addressing would have leaked', async () => {
    const { code, judged: judgement } = await judged('privateAccepted');
    expect(code).toBe(1);
    const [kind] = judgement.kinds.filter(({ dir }: { dir: string }) => dir === 'TO_DEVICE');
    expect(kind).toMatchObject({ trust: 'private', reach: 'withinMask', leaks: 'may' });
    expect(kind.outcomes).toContainEqual(
      expect.objectContaining({ violated: expect.arrayContaining(['noPrivateByteInSharedPool']) }),
    );
  });

  test('one that is refused instead would not; that this run bounced it all the same is told', async () => {
    const { code, judged: judgement } = await judged('errorInsteadOfBounce');
    expect(code).toBe(1);
    for (const kind of judgement.kinds)
      expect(kind).toMatchObject({ bounced: true, leaks: 'no', forbidden: true, line: expect.any(Number) });
  });

  test('a bounce of a private device that is put into a run of direct mappings is found and named', async () => {
    const direct = (n: number) =>
      `            init-1       [000] .....            ${n}: dma_map_page: 0000:00:01.0 dir=TO_DEVICE dma_addr=${n}000 size=16 phys_addr=${n}000 attrs=`;
    const bounce =
      '            init-1       [000] .....            9: swiotlb_bounced: dev_name: 0000:00:01.0 dma_mask=ffffffffffffffff dev_addr=9000 size=16 NORMAL';
    const leak = direct(9).replace('dma_addr=9000', 'dma_addr=3e900000');
    const report = reported([direct(1), direct(2), bounce, leak, direct(3)]);
    const { catalogue } = await import('../../cli/catalogue.ts');
    const system = catalogue.proposals.find((one) => one.system.name === 'errorInsteadOfBounce')?.system;
    if (!system) throw new Error('there is no such proposal');
    const { kinds } = judgeByPolicy(report, policyOf(system, false), ['0000:00:01.0']);
    expect(kinds.filter(({ forbidden }) => forbidden)).toMatchObject([
      { device: '0000:00:01.0', bounced: true, mappings: 1, line: 4 },
    ]);
  });

  test('a design without mappings is refused', async () => {
    const { catalogue } = await import('../../cli/catalogue.ts');
    const { code, err } = await runCli(['conform', 'ftrace', trace, '--policy', 'stubViommu'], { catalogue });
    expect([code, err]).toEqual([2, 'coco-dma: --policy: stubViommu says nothing about DMA mappings\n']);
  });
});
