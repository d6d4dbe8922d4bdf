import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { conformTdisp, conformTdispFile, TraceError } from '../../conformance/index.ts';

const U = 'CONFIG_UNLOCKED';
const L = 'CONFIG_LOCKED';
const good = { from: U, req: 'GET_TDISP_VERSION', rsp: 'TDISP_VERSION', to: U };
const lock = { from: U, req: 'LOCK_INTERFACE_REQUEST', rsp: 'LOCK_INTERFACE_RESPONSE', to: L };
const start = (nonce: string, from: string, rsp: string, to: string, err?: string) => ({
  from,
  req: `START_INTERFACE_REQUEST(nonce=${nonce})`,
  rsp,
  ...(err ? { err } : {}),
  to,
});
const stop = (from: string) => ({
  from,
  req: 'STOP_INTERFACE_REQUEST',
  rsp: 'STOP_INTERFACE_RESPONSE',
  to: U,
});
const line = (steps: readonly object[], prefix: readonly string[] = ['GET_TDISP_VERSION', 'IDE_KEY_SET']) =>
  JSON.stringify({ prefix, steps });
const judge = (...texts: string[]) => conformTdisp([{ file: 'a.jsonl', text: texts.join('\n') }]).files[0];

function thrown(text: string, file = 'a.jsonl'): TraceError {
  try {
    conformTdisp([{ file, text }]);
  } catch (error) {
    if (error instanceof TraceError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a recording', () => {
  test('of a conforming device agrees throughout, and a relock makes a new nonce', () => {
    const invalid = (nonce: string) => start(nonce, L, 'TDISP_ERROR', L, 'INVALID_NONCE');
    const report = judge(
      line([
        lock,
        invalid('~current'),
        invalid('previous'),
        stop(L),
        lock,
        invalid('previous'),
        start('current', L, 'START_INTERFACE_RESPONSE', 'RUN'),
        start('current', 'RUN', 'TDISP_ERROR', 'RUN', 'INVALID_INTERFACE_STATE'),
        stop('RUN'),
        stop(U),
      ]),
    );
    expect(report).toMatchObject({ file: 'a.jsonl', steps: 10, agree: 10, deviate: 0, cells: [] });
  });

  test('goes on from what the device did, so that one deviation stays one', () => {
    const report = judge(
      line([
        lock,
        { ...good, from: L, to: U },
        { ...good },
        lock,
        { ...good, from: L, to: 'ERROR' },
        stop('ERROR'),
      ]),
    );
    expect(report).toMatchObject({ steps: 6, agree: 4, deviate: 2 });
    expect(report?.cells.map(({ expected, observed }) => [expected, observed])).toEqual([
      ['TDISP_VERSION -> CONFIG_LOCKED', 'TDISP_VERSION -> CONFIG_UNLOCKED'],
      ['TDISP_VERSION -> CONFIG_LOCKED', 'TDISP_VERSION -> ERROR'],
    ]);
  });

  test('of a device that locks without keys deviates at every lock, not only the first', () => {
    const report = judge(
      line([lock, stop(L), lock, start('current', L, 'START_INTERFACE_RESPONSE', 'RUN')], []),
    );
    expect(report).toMatchObject({ steps: 4, agree: 2, deviate: 2 });
  });

  test('is counted over all its lines, empty ones left out', () => {
    expect(judge(line([good]), '', line([good, good]), '')).toMatchObject({ steps: 3, agree: 3 });
  });
});

describe('a malformed recording is refused with file and line', () => {
  const cases: readonly (readonly [what: string, text: string, line: number | undefined, message: RegExp])[] =
    [
      ['no JSON', `${line([good])}\n{"prefix": [`, 2, /is not JSON/],
      ['no steps', `${line([good])}\n\n{"prefix":[]}`, 3, /has no steps/],
      ['null', 'null', 1, /has no steps/],
      ['no sequence', '\n', undefined, /no recorded sequence/],
      ['a strange prefix', '{"prefix":[1],"steps":[{}]}', 1, /prefix/],
      ['an unknown state', line([{ ...good, to: 'LOCKED' }]), 1, /step 1: to is "LOCKED"/],
      [
        'a broken chain',
        line([good, stop(L)]),
        1,
        /is sent in CONFIG_LOCKED, but the step before ended in CONFIG_UNLOCKED/,
      ],
      [
        'an unknown request',
        line([{ ...good, req: 'GET_TDISP_VERSON' }]),
        1,
        /did you mean GET_TDISP_VERSION/,
      ],
      ['an unknown nonce', line([start('next', U, 'TDISP_ERROR', U, 'INVALID_NONCE')]), 1, /needs a nonce/],
      [
        'an offset that may or may not be inside',
        line([{ ...good, req: 'GET_DEVICE_INTERFACE_REPORT(offset=0x40)' }]),
        1,
        /offset/,
      ],
      [
        'a parameter that the request lacks',
        line([{ ...good, req: 'STOP_INTERFACE_REQUEST(nonce=current)' }]),
        1,
        /has no nonce/,
      ],
      ['an error without its code', line([{ ...good, rsp: 'TDISP_ERROR' }]), 1, /step 1: err/],
      ['a code without an error', line([{ ...good, err: 'BUSY' }]), 1, /step 1: err/],
      ['no reply', line([{ from: U, req: 'GET_TDISP_VERSION', to: U }]), 1, /req and rsp/],
    ];
  test.each(cases)('%s', (_what, text, at, message) => {
    const error = thrown(text);
    expect([error.file, error.line]).toEqual(['a.jsonl', at]);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(at === undefined ? 'a.jsonl: ' : `a.jsonl:${at}: `);
  });
});

describe('a test specification', () => {
  const specification = (steps: readonly object[], setup: readonly object[] = []) =>
    `[\n ${JSON.stringify({ case: '9.9', setup, steps }).replace('"case":', '\n "case": ')}\n]`;
  const expects = (expr: string) => [{ req: 'STOP_INTERFACE_REQUEST', assert: [{ id: '9.9.1', expr }] }];

  test('that expects something else deviates', () => {
    const { files } = conformTdisp([
      { file: 's.json', text: specification(expects('TdispMessage.MessageType == TDISP_ERROR')) },
    ]);
    expect(files[0]).toMatchObject({
      steps: 1,
      deviate: 1,
      cells: [
        {
          from: U,
          req: 'STOP_INTERFACE_REQUEST',
          expected: 'STOP_INTERFACE_RESPONSE',
          observed: 'TDISP_ERROR',
        },
      ],
    });
  });

  test('whose set-up should lead elsewhere deviates', () => {
    const setup = [{ note: 'If DEVICE_INTERFACE_STATE.TDI_STATE != RUN, then skip the test.' }];
    const { files } = conformTdisp([
      {
        file: 's.json',
        text: specification(expects('TdispMessage.MessageType == STOP_INTERFACE_RESPONSE'), setup),
      },
    ]);
    expect(files[0]).toMatchObject({ steps: 2, deviate: 1, cells: [{ expected: U, observed: 'RUN' }] });
  });

  test.each([
    ['no JSON', '[\n{"case":\n]', 3, /not JSON/],
    ['an empty list', '[]', undefined, /no test cases/],
    ['a case without steps', '[\n{"case": "9.9", "setup": []}]', 2, /9\.9/],
    [
      'an assertion that is neither read nor about bytes',
      specification(expects('TdispMessage.TDI_STATE in (RUN)')),
      3,
      /cannot read/,
    ],
    ['an unknown note', specification([], [{ note: 'Pull the plug.' }]), 3, /cannot follow/],
    ['an unknown request', specification([{ req: 'STOP' }]), 3, /"STOP" is not/],
    ['a START without nonce', specification([{ req: 'START_INTERFACE_REQUEST' }]), 3, /which nonce/],
  ] as const)('with %s is refused', (_what, text, at, message) => {
    const error = thrown(text, 's.json');
    expect([error.file, error.line]).toEqual(['s.json', at]);
    expect(error.message).toMatch(message);
  });
});

describe('files', () => {
  let folder = '';
  const path = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coco-dma-tdisp-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('plain and compressed give the same report', async () => {
    const text = Array.from({ length: 2000 }, () => line([lock, stop(L)])).join('\n');
    writeFileSync(path('t.jsonl'), text);
    writeFileSync(path('t.jsonl.gz'), gzipSync(text));
    const [plain, packed] = [
      await conformTdispFile(path('t.jsonl')),
      await conformTdispFile(path('t.jsonl.gz')),
    ];
    expect(plain).toMatchObject({ steps: 4000, agree: 4000 });
    expect({ ...packed, file: plain.file }).toEqual(plain);
  });

  test('compressed data that ends too early or is damaged is said to be so', async () => {
    const whole = readFileSync(new URL('../golden/tdisp/spdm-emu-lib.jsonl.gz', import.meta.url));
    writeFileSync(path('cut.jsonl.gz'), whole.subarray(0, whole.length / 2));
    await expect(conformTdispFile(path('cut.jsonl.gz'))).rejects.toThrow(
      /cut\.jsonl\.gz: gzip data is damaged or ends too early/,
    );
    await expect(conformTdispFile(path('cut.jsonl.gz'))).rejects.toBeInstanceOf(TraceError);
    writeFileSync(path('not.jsonl.gz'), 'plain text');
    await expect(conformTdispFile(path('not.jsonl.gz'))).rejects.toThrow(/gzip data/);
  });

  test('a malformed line is named in a compressed file too', async () => {
    writeFileSync(path('bad.jsonl.gz'), gzipSync(`${line([good])}\nnonsense\n`));
    await expect(conformTdispFile(path('bad.jsonl.gz'))).rejects.toThrow(/bad\.jsonl\.gz:2: is not JSON/);
  });

  test('a file that is not there is the caller’s own error', async () => {
    for (const name of ['none.jsonl', 'none.jsonl.gz', 'none.json'])
      await expect(conformTdispFile(path(name))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
