import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { conformSwiotlb, conformSwiotlbFile, TraceError } from '../../../conformance/index.ts';
import { runCli } from '../../fixtures/runCli.ts';

const device = {
  min_align_mask: 0,
  seg_boundary_mask: '0xffffffffffffffff',
  dma_mask: '0xffffffffffffffff',
  bus_dma_limit: '0x0',
  dma_offset: 0,
  max_mapping_size: 262144,
};
const header = {
  op: 'header',
  format: 1,
  name: 'small',
  nslabs: 64,
  nareas: 1,
  area_nslabs: 64,
  start: 0x40000000,
  devs: [device],
};
const map = {
  op: 'map',
  d: 0,
  cpu: 0,
  phys: 4096,
  size: 100,
  aam: 0,
  tlb: 0x40000000,
  slot: 0,
  pad: 0,
  n: 1,
  used: 1,
};
const unmap = { op: 'unmap', d: 0, tlb: 0x40000000, used: 0 };
const bounce = { ...header, kind: 'bounce', orig_base: 0, orig_size: 8192 };
const dynamic = { ...header, kind: 'dynamic', default_nslabs: 64, default_nareas: 1, phys_limit: 0xffffffff };

const textOf = (records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');
const conform = (text: string) =>
  conformSwiotlb(
    'a.jsonl',
    text.split('\n').map((line, i) => ({ text: line, number: i + 1 })),
  );

test('a small file that is as it should be', async () => {
  expect(await conform(textOf([header, map, unmap]))).toMatchObject({
    ops: 3,
    agree: 3,
    name: 'small',
    kind: 'static',
  });
});

describe('a file that is not what it should be is refused with its line', () => {
  const cases: readonly (readonly [what: string, text: string, line: number | undefined, message: RegExp])[] =
    [
      ['empty', '\n\n', undefined, /is empty/],
      ['no JSON', `${textOf([header])}{"op":"ma`, 2, /is not JSON/],
      ['no object', `${textOf([header])}[]\n`, 2, /is not a JSON object/],
      ['no header', textOf([map]), 1, /begins with its header/],
      ['only a header', textOf([header]), 1, /no operation/],
      ['two headers', textOf([header, header]), 2, /second header/],
      ['another format', textOf([{ ...header, format: 2 }]), 1, /format is 2/],
      ['another page size', textOf([{ ...header, page_size: 65536 }]), 1, /page_size is 65536/],
      ['another kind', textOf([{ ...header, kind: 'xen' }]), 1, /kind is xen, not one of static, bounce/],
      ['no slots', textOf([{ ...header, nslabs: 0 }]), 1, /0 slots/],
      ['more slots than can be', textOf([{ ...header, nslabs: 2 ** 40 }]), 1, /from 1 to 16777216 slots/],
      ['no devices', textOf([{ ...header, devs: [] }]), 1, /devs is empty/],
      [
        'a mask that is none',
        textOf([{ ...header, devs: [{ ...device, dma_mask: 5 }] }]),
        1,
        /dma_mask is 5/,
      ],
      [
        'a boundary that is none',
        textOf([{ ...header, devs: [{ ...device, seg_boundary_mask: '0xfff0' }] }]),
        1,
        /power of two/,
      ],
      ['no operation', textOf([header, {}]), 2, /op is undefined/],
      ['an unknown operation', textOf([header, { ...map, op: 'remap' }]), 2, /remap is no operation/],
      [
        'toString as an operation',
        textOf([header, { ...map, op: 'toString' }]),
        2,
        /toString is no operation/,
      ],
      ['no such device', textOf([header, { ...map, d: 1 }]), 2, /d is 1, not a whole number from 0 to 0/],
      ['half a size', textOf([header, { ...map, size: 0.5 }]), 2, /size is 0.5/],
      ['a line cut in its middle', textOf([header, map]).slice(0, -20), 2, /is not JSON/],
      ['lines missing at the end', textOf([header, map]), 2, /ends with 1 slots in use/],
      ['originals that are too large', textOf([{ ...bounce, orig_size: 2 ** 40 }]), 1, /orig_size/],
      [
        'a write outside of memory',
        textOf([bounce, { op: 'cpuw', phys: 8191, len: 2, s: 0 }]),
        2,
        /no memory for 2 bytes at 0x1fff/,
      ],
      ['an unknown direction', textOf([bounce, { ...map, dir: 3, skip: 0 }]), 2, /dir is 3/],
      ['pages that are no list', textOf([dynamic, { ...map, pages: 1 }]), 2, /pages is 1, not a list/],
      [
        'pages that are not aligned',
        textOf([dynamic, { op: 'work', pages: [{ order: 5, zone: 'dma32', phys: 5 }] }]),
        2,
        /multiple of 2048/,
      ],
      [
        'a strange swiotlb=',
        textOf([
          { op: 'header', format: 1, kind: 'sizing' },
          { op: 'init', param: '9999999999', cpus: 1, adjust_size: 0, fail_first: 0 },
        ]),
        2,
        /more slots or areas than 2\^31/,
      ],
    ];
  test.each(cases)('%s', async (_what, text, line, message) => {
    const error = await conform(text).then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(TraceError);
    expect([error.file, error.line]).toEqual(['a.jsonl', line]);
    expect(error.message).toMatch(message);
  });
});

describe('what Linux would have done and the runtime refuses is a difference, not a crash', () => {
  test.each([
    ['a slot that is free', [header, { ...unmap, tlb: 0x40000800 }], 2, '0x40000800 is not mapped'],
    [
      'an address inside of a mapping',
      [header, map, { ...unmap, tlb: 0x40000010 }, unmap],
      3,
      'is not where a mapping starts',
    ],
    ['no bytes', [header, { ...map, size: 0 }, unmap], 2, '0 bytes at 0x1000 cannot be mapped'],
    ['an alignment that is none', [header, { ...map, aam: 5 }, unmap], 2, 'allocAlignMask 5'],
    [
      'bytes that are not there',
      [bounce, { ...map, phys: 8190, dir: 1, skip: 0 }],
      2,
      'no memory for 100 bytes',
    ],
    [
      'a sync of what is not mapped',
      [bounce, { op: 'sync_cpu', d: 0, tlb: 0x40000000, len: 1, dir: 2, warn: 0 }],
      2,
      'is not mapped',
    ],
  ])('%s', async (_what, records, line, message) => {
    const { deviate, differences } = await conform(textOf(records));
    expect(deviate).toBeGreaterThan(0);
    expect(differences[0]).toMatchObject({ line, field: 'tlb', got: expect.stringContaining(message) });
  });

  test('a mapping that only one of both has does not disturb the lines behind it', async () => {
    const full = { ...map, tlb: -1, slot: -1, n: 0, used: 0 };
    const { differences } = await conform(textOf([header, full, map, unmap]));
    // Its slots are free again, and only the cursor has moved.
    expect(differences.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '2 tlb',
      '2 slot',
      '2 n',
      '2 used',
      '3 tlb',
      '3 slot',
    ]);
  });
});

test('the longest mapping that a header tells of is compared too', async () => {
  const told = { ...header, devs: [{ ...device, max_mapping_size: 1 }] };
  const { differences } = await conform(textOf([told, map, unmap]));
  expect(differences).toEqual([{ line: 1, op: 'header', field: 'devs', expected: told.devs, got: [device] }]);
});

test('fields that nothing is compared with are named', async () => {
  expect(await conform(textOf([header, { ...map, temperature: 5 }, unmap]))).toMatchObject({
    deviate: 0,
    notCompared: ['map.temperature'],
  });
});

describe('files and the command line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'coco-dma-swiotlb-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const fileWith = (name: string, content: string | Buffer): string => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  };
  const good = textOf([header, map, unmap]);

  test('compressed data is known by its first bytes, and damage is told', async () => {
    const zipped = gzipSync(good);
    expect(await conformSwiotlbFile(fileWith('good.jsonl.gz', zipped))).toMatchObject({ agree: 3 });
    expect(await conformSwiotlbFile(fileWith('noSuffix', zipped))).toMatchObject({ agree: 3 });
    const cut = fileWith('cut.gz', zipped.subarray(0, zipped.length - 10));
    await expect(conformSwiotlbFile(cut)).rejects.toThrow(/damaged or ends too early, after \d+ whole lines/);
    const damaged = Buffer.from(readFileSync(join(directory, 'good.jsonl.gz')));
    damaged[20] = (damaged[20] ?? 0) ^ 0xff;
    await expect(conformSwiotlbFile(fileWith('bad.gz', damaged))).rejects.toThrow(TraceError);
  });

  test('agreement is exit code 0, a difference 1, a damaged file 2', async () => {
    const path = fileWith('good.jsonl', good);
    expect(await runCli(['conform', 'swiotlb', path])).toEqual({
      code: 0,
      out: `${path}: 3 operations, 8 fields compared, 0 deviate\n`,
      err: '',
    });
    const wrong = fileWith('wrong.jsonl', textOf([header, map, { ...unmap, used: 7 }]));
    expect(await runCli(['conform', 'swiotlb', wrong])).toEqual({
      code: 1,
      out: `${wrong}: 3 operations, 8 fields compared, 1 deviate\n  line  op     field  expected  got\n     3  unmap  used   7         0\n`,
      err: '',
    });
    const { code, out } = await runCli(['conform', 'swiotlb', '--json', wrong, path]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      files: [
        { deviate: 1, differences: [{ line: 3, op: 'unmap', field: 'used', expected: 7, got: 0 }] },
        { deviate: 0 },
      ],
    });
    const cut = fileWith('cut.jsonl', good.slice(0, -20));
    expect(await runCli(['conform', 'swiotlb', path, cut])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(`coco-dma: ${cut}:3: is not JSON`),
    });
  });
});
