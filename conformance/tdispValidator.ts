import { tdispErrors } from '../machines/index.ts';
import { isTdiState, type Oracle, type Request, requestTypes } from './tdispOracle.ts';
import { type NotJudged, type TdispFileReport, tally } from './tdispReport.ts';
import { TraceError } from './traceError.ts';

interface Assertion {
  readonly id: string;
  readonly expr: string;
}

interface Entry {
  readonly req?: string;
  readonly args?: string;
  readonly note?: string;
  readonly assert?: readonly Assertion[];
}

interface TestCase {
  readonly case: string;
  readonly setup: readonly Entry[];
  readonly steps: readonly Entry[];
}

/** What an assertion says, as far as a machine of states can judge it. */
interface Wanted {
  readonly message?: string;
  readonly code?: string;
  readonly state?: string;
}

/** Assertions with one of these words are about replies and states; the others are about bytes. */
const JUDGED = /MessageType|ERROR_CODE|TDI_STATE|^Assertion /;

/**
 * Judges a test specification against the machine: the reply type, error code and TDI_STATE that each case
 * expects of a device. `expected` is the machine's answer and `observed` the specification's. What is about
 * sizes, versions and fields is counted and not judged.
 *
 * @throws {TraceError} if the text is not such a specification.
 */
export function judgeValidator(oracle: Oracle, file: string, text: string): TdispFileReport {
  const cases = parse(text, file);
  const counted = tally();
  const notJudged: NotJudged[] = [];
  let judged = 0;
  let total = 0;
  for (const testCase of cases) {
    const fail = (reason: string) =>
      new TraceError(file, lineOf(text, `"case": "${testCase.case}"`), `case ${testCase.case}: ${reason}`);
    const before = judged;
    let tdi = oracle.start();
    for (const { req, args = '', note } of testCase.setup) {
      if (req !== undefined) tdi = oracle.ask(tdi, requestOf(req, args, fail)).next;
      else if (note?.startsWith('Setup IDE Key')) tdi = oracle.setKeys(tdi);
      else if (note?.startsWith('If ')) {
        const [, observed] = /^If DEVICE_INTERFACE_STATE\.TDI_STATE != (\w+), then skip/.exec(note) ?? [];
        if (!isTdiState(observed)) throw fail(`cannot follow the note "${note}"`);
        counted.add({ from: tdi.value, req: 'GET_DEVICE_INTERFACE_STATE', expected: tdi.value, observed });
      } else if (!note?.startsWith('Skip the IDE Key')) throw fail(`cannot follow the note "${note}"`);
    }
    let earlier: Wanted = {};
    for (const { req = '', args = '', assert = [] } of testCase.steps) {
      const request = requestOf(req, args, fail);
      const from = tdi.value;
      const { reply, next } = oracle.ask(tdi, request);
      total += assert.length;
      const relevant = assert.filter(({ expr }) => JUDGED.test(expr));
      judged += relevant.length;
      const wanted = Object.assign(
        {},
        ...relevant.map(({ expr }) => wantedOf(expr, earlier, fail)),
      ) as Wanted;
      if (relevant.length > 0)
        counted.add({
          from,
          req: nameOf(request),
          expected: told(answerOf(req, reply), wanted),
          observed: told(wanted, wanted),
        });
      earlier = wanted;
      tdi = next;
    }
    if (judged === before)
      notJudged.push({
        case: testCase.case,
        reason: 'asserts nothing about a reply or a state, only about bytes',
      });
  }
  return {
    file,
    ...counted.counts(),
    cases: {
      total: cases.length,
      judged: cases.length - notJudged.length,
      notJudged,
      assertions: { total, judged, aboutBytes: total - judged },
    },
  };
}

/** The machine's reply, taken apart as the assertions do. */
function answerOf(req: string, reply: string): Wanted {
  if (tdispErrors.some((code) => code === reply)) return { message: 'TDISP_ERROR', code: reply };
  if (req === 'GET_DEVICE_INTERFACE_STATE') return { message: 'DEVICE_INTERFACE_STATE', state: reply };
  return { message: reply };
}

/** Those of the parts that somebody asserts, as text. */
const told = (answer: Wanted, asserted: Wanted): string =>
  (['message', 'code', 'state'] as const)
    .filter((part) => asserted[part] !== undefined)
    .map((part) => answer[part] ?? `no ${part}`)
    .join(' ');

function wantedOf(expr: string, earlier: Wanted, fail: (reason: string) => TraceError): Wanted {
  if (expr.startsWith('Assertion ')) return earlier;
  const [, field, value] = /^TdispMessage\.(MessageType|ERROR_CODE|TDI_STATE) == (\w+)$/.exec(expr) ?? [];
  if (field === 'MessageType' && value) return { message: value };
  if (field === 'ERROR_CODE' && value) return { code: value };
  if (field === 'TDI_STATE' && value) return { state: value };
  throw fail(`cannot read the assertion "${expr}"`);
}

const nameOf = ({ type, nonce, offset }: Request): string => {
  if (nonce) return `${type}(nonce=${nonce === 'current' ? 'current' : '~current'})`;
  return offset === 'outside' ? `${type}(offset=0xFFFF)` : type;
};

function requestOf(req: string, args: string, fail: (reason: string) => TraceError): Request {
  if (!requestTypes.includes(req)) throw fail(`${JSON.stringify(req)} is not a TDISP request`);
  if (req === 'START_INTERFACE_REQUEST') {
    const [, nonce] = /START_INTERFACE_NONCE=(~?)LOCK_INTERFACE_RESPONSE\./.exec(args) ?? [];
    if (nonce === undefined) throw fail(`cannot tell which nonce ${req} has: ${args}`);
    return { type: req, nonce: nonce === '~' ? 'none' : 'current' };
  }
  if (req === 'GET_DEVICE_INTERFACE_REPORT')
    return { type: req, offset: /OFFSET=0xFFFF\b/.test(args) ? 'outside' : 'inside' };
  return { type: req };
}

function parse(text: string, file: string): readonly TestCase[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const [, at] = /position (\d+)/.exec(reason) ?? [];
    const line = at === undefined ? text.split('\n').length : text.slice(0, Number(at)).split('\n').length;
    throw new TraceError(file, line, `is not JSON: ${reason}`);
  }
  if (!Array.isArray(value) || value.length === 0) throw new TraceError(file, undefined, 'has no test cases');
  for (const [i, testCase] of value.entries()) {
    const { case: name, setup, steps } = (testCase ?? {}) as Record<string, unknown>;
    if (typeof name !== 'string' || !isEntries(setup) || !isEntries(steps))
      throw new TraceError(
        file,
        typeof name === 'string' ? lineOf(text, `"case": "${name}"`) : undefined,
        `test case ${typeof name === 'string' ? name : i + 1} has not got case, setup and steps`,
      );
  }
  return value as readonly TestCase[];
}

const isEntries = (value: unknown): value is readonly Entry[] =>
  Array.isArray(value) &&
  value.every((entry) => {
    const { req, note, args, assert } = (entry ?? {}) as Record<string, unknown>;
    return (
      (typeof req === 'string' || typeof note === 'string') &&
      (args === undefined || typeof args === 'string') &&
      (assert === undefined ||
        (Array.isArray(assert) && assert.every((one) => typeof (one as Assertion | null)?.expr === 'string')))
    );
  });

/** Line on which some text first stands, counted from 1. */
function lineOf(text: string, wanted: string): number | undefined {
  const at = text.indexOf(wanted);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}
