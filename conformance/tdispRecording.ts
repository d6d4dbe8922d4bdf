import { nearest } from '../composition/index.ts';
import {
  isTdiState,
  type Oracle,
  type Request,
  requestTypes,
  TDI_STATES,
  type TdiState,
} from './tdispOracle.ts';
import { type TdispFileReport, tally } from './tdispReport.ts';
import { TraceError } from './traceError.ts';

interface RecordedStep {
  readonly from: TdiState;
  readonly req: string;
  readonly rsp: string;
  readonly err?: string;
  readonly to: TdiState;
}

interface Recorded {
  readonly prefix: readonly string[];
  readonly steps: readonly RecordedStep[];
}

/** The largest offset that a request can have. Source: PCIe r6.3 11.3.10. */
const OFFSET_MAX = 0xffff;

/** Set-up that a prefix may name beside requests. */
const KEYS = 'IDE_KEY_SET';

/**
 * Judges recorded request sequences, one JSON object a line: `{ prefix, steps: [{ from, req, rsp, err?, to }] }`.
 *
 * The machine answers each request from the state that the record says the device was in, so one deviation
 * does not make the next step deviate. IDE keys are there only if the prefix says so (`IDE_KEY_SET`). The
 * nonces of a record are symbols: `current` of the last lock, its complement `~current`, and `previous`,
 * which is all zero, and so no lock's, until the device has locked twice.
 */
export function recordingJudge(oracle: Oracle, file: string) {
  const counted = tally();
  let sequences = 0;
  return {
    /** @throws {TraceError} with the line's number if it is not a recorded sequence. */
    line(text: string, number: number): void {
      if (text.trim() === '') return;
      const { prefix, steps } = parse(text, file, number);
      const fail = (reason: string) => new TraceError(file, number, reason);
      let tdi = oracle.start();
      let locks = 0;
      for (const req of prefix) {
        if (req === KEYS) {
          tdi = oracle.setKeys(tdi);
          continue;
        }
        const { reply, next } = oracle.ask(tdi, requestOf(req, locks, fail));
        if (reply === 'LOCK_INTERFACE_RESPONSE') locks++;
        tdi = next;
      }
      if (steps[0]) tdi = oracle.foundIn(tdi, steps[0].from);
      for (const { from, req, rsp, err, to } of steps) {
        if (from !== tdi.value)
          throw fail(`${req} is sent in ${from}, but the step before ended in ${tdi.value}`);
        const { reply, next } = oracle.ask(tdi, requestOf(req, locks, fail));
        counted.add({
          from,
          req,
          expected: `${written(req, reply)} -> ${next.value}`,
          observed: `${err ?? rsp} -> ${to}`,
        });
        if (rsp === 'LOCK_INTERFACE_RESPONSE') locks++;
        tdi = oracle.foundIn(next, to);
      }
      sequences++;
    },
    /** @throws {TraceError} if no line had a sequence: nothing judged is not agreement. */
    report(): TdispFileReport {
      if (sequences === 0) throw new TraceError(file, undefined, 'has no recorded sequence');
      return { file, ...counted.counts() };
    },
  };
}

/** A reply as a record has it, where the content of DEVICE_INTERFACE_STATE is the column `to`. */
const written = (req: string, reply: string): string =>
  req === 'GET_DEVICE_INTERFACE_STATE' ? 'DEVICE_INTERFACE_STATE' : reply;

function requestOf(req: string, locks: number, fail: (reason: string) => TraceError): Request {
  const [, type = '', name, value] = /^(\w+)(?:\((\w+)=(~?\w+)\))?$/.exec(req) ?? [];
  if (!requestTypes.includes(type)) throw fail(`${req} is not a TDISP request${nearest(type, requestTypes)}`);
  if (type === 'GET_DEVICE_INTERFACE_REPORT') {
    if (name !== undefined && name !== 'offset') throw fail(`${req}: a report has an offset, not a ${name}`);
    if (value === undefined || Number(value) === 0) return { type, offset: 'inside' };
    if (Number(value) === OFFSET_MAX) return { type, offset: 'outside' };
    throw fail(`${req}: only offset 0 is surely inside a report, and only 0xFFFF surely outside`);
  }
  if (type === 'START_INTERFACE_REQUEST') {
    const nonces = {
      current: 'current',
      '~current': 'none',
      previous: locks < 2 ? 'none' : 'stale',
    } as const;
    if (name !== 'nonce' || !(value === 'current' || value === '~current' || value === 'previous'))
      throw fail(`${req} needs a nonce: current, ~current or previous`);
    return { type, nonce: nonces[value] };
  }
  if (name !== undefined) throw fail(`${req}: ${type} has no ${name}`);
  return { type };
}

function parse(text: string, file: string, number: number): Recorded {
  const fail = (reason: string) => new TraceError(file, number, reason);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fail(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { prefix = [], steps } = (value ?? {}) as Record<string, unknown>;
  if (!Array.isArray(steps) || steps.length === 0) throw fail('has no steps');
  if (!Array.isArray(prefix) || !prefix.every((req) => typeof req === 'string'))
    throw fail('prefix is not a list of requests');
  return {
    prefix,
    steps: steps.map((step, i) => stepOf(step, (reason) => fail(`step ${i + 1}: ${reason}`))),
  };
}

function stepOf(value: unknown, fail: (reason: string) => TraceError): RecordedStep {
  const { from, req, rsp, err, to } = (value ?? {}) as Record<string, unknown>;
  for (const [name, state] of Object.entries({ from, to }))
    if (!isTdiState(state))
      throw fail(`${name} is ${JSON.stringify(state)}, not one of ${TDI_STATES.join(', ')}`);
  if (typeof req !== 'string' || typeof rsp !== 'string') throw fail('req and rsp are not both given');
  if ((rsp === 'TDISP_ERROR') !== (typeof err === 'string'))
    throw fail('err goes with rsp TDISP_ERROR, and only with it');
  return { from, req, rsp, ...(typeof err === 'string' ? { err } : {}), to } as RecordedStep;
}
