import { describe, expect, test } from '@jest/globals';
import { type AnyEvent, eventName, machineOf } from '../../composition/index.ts';
import { type TdiInput, tdiMachine } from '../../machines/index.ts';
import { statesOf, stepsOf, type TdiState, tdiIn } from '../fixtures/tdiSteps.ts';

const STATES = ['CONFIG_UNLOCKED', 'CONFIG_LOCKED', 'RUN', 'ERROR'] as const satisfies readonly TdiState[];
const device = 0;

/** The replies that a TDI gives to a request, and where each leads. */
function replies(state: TdiState, request: object, input: TdiInput = {}): string[] {
  const { machine, snapshot } = tdiIn(state, input);
  const matches = (event: AnyEvent) =>
    Object.entries(request).every(([name, value]) => event[name] === value);
  return stepsOf(machine)
    .filter((event) => matches(event) && machine.can(snapshot, event))
    .map((event) => `${event.reply} -> ${String(machine.next(snapshot, event).value)}`);
}

// One row a request, one column a state: the reply, and the state after it where it is another one.
// Source: PCIe r6.3 Table 11-4 and 11.3.
const U = 'CONFIG_UNLOCKED';
const wrong = 'INVALID_INTERFACE_STATE';
const p2p: TdiInput = { p2pSupported: true };
type Row = readonly [
  request: object,
  unlocked: string,
  locked: string,
  run: string,
  error: string,
  input?: TdiInput,
];
const table: readonly Row[] = [
  [{ type: 'GET_TDISP_VERSION' }, 'TDISP_VERSION', 'TDISP_VERSION', 'TDISP_VERSION', 'TDISP_VERSION'],
  [
    { type: 'GET_TDISP_CAPABILITIES' },
    'TDISP_CAPABILITIES',
    'TDISP_CAPABILITIES',
    'TDISP_CAPABILITIES',
    'TDISP_CAPABILITIES',
  ],
  [{ type: 'LOCK_INTERFACE_REQUEST' }, 'LOCK_INTERFACE_RESPONSE -> CONFIG_LOCKED', wrong, wrong, wrong],
  [
    { type: 'GET_DEVICE_INTERFACE_REPORT', offset: 'inside' },
    wrong,
    'DEVICE_INTERFACE_REPORT',
    'DEVICE_INTERFACE_REPORT',
    wrong,
  ],
  [
    { type: 'GET_DEVICE_INTERFACE_REPORT', offset: 'outside' },
    wrong,
    'INVALID_REQUEST',
    'INVALID_REQUEST',
    wrong,
  ],
  [{ type: 'GET_DEVICE_INTERFACE_STATE' }, U, 'CONFIG_LOCKED', 'RUN', 'ERROR'],
  [
    { type: 'START_INTERFACE_REQUEST', nonce: 'current' },
    wrong,
    'START_INTERFACE_RESPONSE -> RUN',
    wrong,
    wrong,
  ],
  [{ type: 'START_INTERFACE_REQUEST', nonce: 'stale' }, wrong, 'INVALID_NONCE', wrong, wrong],
  [{ type: 'START_INTERFACE_REQUEST', nonce: 'none' }, wrong, 'INVALID_NONCE', wrong, wrong],
  [
    { type: 'STOP_INTERFACE_REQUEST' },
    'STOP_INTERFACE_RESPONSE',
    `STOP_INTERFACE_RESPONSE -> ${U}`,
    `STOP_INTERFACE_RESPONSE -> ${U}`,
    `STOP_INTERFACE_RESPONSE -> ${U}`,
  ],
  [{ type: 'BIND_P2P_STREAM_REQUEST' }, wrong, wrong, 'BIND_P2P_STREAM_RESPONSE', wrong, p2p],
  [{ type: 'UNBIND_P2P_STREAM_REQUEST' }, wrong, wrong, 'INVALID_REQUEST', wrong, p2p],
  [
    { type: 'BIND_P2P_STREAM_REQUEST' },
    ...([
      'UNSUPPORTED_REQUEST',
      'UNSUPPORTED_REQUEST',
      'UNSUPPORTED_REQUEST',
      'UNSUPPORTED_REQUEST',
    ] as const),
  ],
  [
    { type: 'UNBIND_P2P_STREAM_REQUEST' },
    ...([
      'UNSUPPORTED_REQUEST',
      'UNSUPPORTED_REQUEST',
      'UNSUPPORTED_REQUEST',
      'UNSUPPORTED_REQUEST',
    ] as const),
  ],
  [{ type: 'SET_MMIO_ATTRIBUTE_REQUEST' }, wrong, wrong, 'SET_MMIO_ATTRIBUTE_RESPONSE', wrong],
  [{ type: 'VDM_REQUEST' }, 'VDM_RESPONSE', 'VDM_RESPONSE', 'VDM_RESPONSE', 'VDM_RESPONSE'],
];

describe('every request, in every state, gets the reply of PCIe r6.3 11.3 and no other', () => {
  for (const [request, unlocked, locked, run, error, input] of table)
    for (const [i, state] of STATES.entries())
      test(`${Object.values(request).join(' ')} in ${state}${input ? ', P2P supported' : ''}`, () => {
        const told = [unlocked, locked, run, error][i] ?? '';
        expect(replies(state, request, input)).toEqual([told.includes('->') ? told : `${told} -> ${state}`]);
      });
});

test('a bound P2P stream can be unbound, not bound again, and does not outlive RUN', () => {
  const { machine, snapshot } = tdiIn('RUN', p2p);
  const say = (type: string, reply: string): AnyEvent => ({ type, device, reply });
  const bound = machine.next(snapshot, say('BIND_P2P_STREAM_REQUEST', 'BIND_P2P_STREAM_RESPONSE'));
  expect(bound.context.p2pBound).toBe(true);
  expect(machine.can(bound, say('BIND_P2P_STREAM_REQUEST', 'BIND_P2P_STREAM_RESPONSE'))).toBe(false);
  expect(machine.can(bound, say('BIND_P2P_STREAM_REQUEST', 'INVALID_REQUEST'))).toBe(true);
  expect(machine.can(bound, say('UNBIND_P2P_STREAM_REQUEST', 'INVALID_REQUEST'))).toBe(false);
  const unbound = machine.next(bound, say('UNBIND_P2P_STREAM_REQUEST', 'UNBIND_P2P_STREAM_RESPONSE'));
  expect(unbound.context.p2pBound).toBe(false);
  expect(machine.next(bound, say('STOP_INTERFACE_REQUEST', 'STOP_INTERFACE_RESPONSE')).context.p2pBound).toBe(
    false,
  );
});

const inputs: readonly TdiInput[] = [
  {},
  { p2pSupported: true },
  { ideRequired: false },
  { stopDrains: false, errorAutoClear: true, bmeWrite0When0: 'error' },
];

test.each(inputs)(
  'in every reachable state of %j a request has exactly one reply with a session, none without',
  (input) => {
    const machine = machineOf(tdiMachine, input);
    const requests = new Map<string, AnyEvent[]>();
    for (const event of stepsOf(machine).filter((event) => 'reply' in event)) {
      const request = eventName(event).replace(/(, )?reply=\w+/, '');
      requests.set(request, [...(requests.get(request) ?? []), event]);
    }
    expect(requests.size).toBe(14);
    for (const { snapshot } of statesOf(machine))
      for (const [request, answers] of requests) {
        const given = answers.filter((event) => machine.can(snapshot, event)).map(({ reply }) => reply);
        expect({ request, state: snapshot.value, given: given.length }).toEqual({
          request,
          state: snapshot.value,
          given: snapshot.context.session ? 1 : 0,
        });
      }
  },
);

test.each(inputs)('in every reachable state of %j an error reply changes nothing', (input) => {
  const machine = machineOf(tdiMachine, input);
  const errors = ['INVALID_REQUEST', wrong, 'INVALID_NONCE', 'UNSUPPORTED_REQUEST'];
  for (const { snapshot } of statesOf(machine))
    for (const event of stepsOf(machine))
      if (errors.includes(String(event.reply)) && machine.can(snapshot, event))
        expect(machine.key(machine.next(snapshot, event))).toBe(machine.key(snapshot));
});

test('a nonce exists in CONFIG_LOCKED and nowhere else', () => {
  const machine = machineOf(tdiMachine, { errorAutoClear: true });
  const states = statesOf(machine);
  expect(new Set(states.map(({ snapshot }) => `${snapshot.value} ${snapshot.context.nonce}`))).toEqual(
    new Set(['CONFIG_UNLOCKED none', 'CONFIG_LOCKED current', 'RUN none', 'ERROR none']),
  );
});

// 12 = session and keys (3) x BME, MSE (4) in CONFIG_UNLOCKED; 4 in CONFIG_LOCKED; 4 and 2 posted in RUN;
// 24 = 12 x posted in ERROR.
test('the machine is small: 46 local states', () => {
  expect(statesOf(machineOf(tdiMachine))).toHaveLength(46);
});
