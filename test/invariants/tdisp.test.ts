import { expect, test } from '@jest/globals';
import { type AnyStateMachine, createMachine, StateMachine, setup } from 'xstate';
import { check, type Verdict } from '../../checker/index.ts';
import { compose, type Family } from '../../composition/index.ts';
import { invariants } from '../../invariants/index.ts';
import {
  alphabet,
  type DeviceInput,
  deviceMachine,
  hostMachine,
  type PciDriverInput,
  pciDriverMachine,
  type TdiInput,
  tdiMachine,
} from '../../machines/index.ts';

/** Memory that any device may reach, so that DMA happens whenever the TDI lets it. */
const memory = createMachine({
  id: 'memory',
  initial: 'there',
  states: { there: { on: { DMA_READ: 'there', DMA_WRITE: 'there' } } },
});

const tdi = (machine: AnyStateMachine = tdiMachine, input: TdiInput = {}): Record<string, Family> => ({
  tdi: { machine, index: 'device', input },
  memory: { machine: memory, index: 'page' },
});
const device = (input: Partial<DeviceInput>): Record<string, Family> => ({
  device: { machine: deviceMachine, input: { privateBy: 'acceptance', ...input } },
});
const driver = (input: PciDriverInput): Record<string, Family> => ({
  pciDriver: { machine: pciDriverMachine, index: 'device', input },
});

/** Verdict and trace length of one invariant where these machines are all there is. */
async function verdict(
  claim: string,
  families: Record<string, Family>,
): Promise<Verdict | `violated ${number}`> {
  const claims = invariants.filter(({ name }) => name === claim);
  const narrowed = { WRITE_CONFIG: { register: ['BAR', 'MSI'] } } as const;
  const report = await check(compose({ name: claim, alphabet, families, narrowed, claims }));
  const [found] = report.claims;
  if (!found) throw new Error(`no invariant ${claim}`);
  return found.trace ? `violated ${found.trace.length}` : found.verdict;
}

/** The machine with some transitions replaced: of a state, or of all states. */
function altered(transitions: object, state?: string): AnyStateMachine {
  const { config, implementations } = tdiMachine;
  const { states, on } = config as { states: Record<string, { on: object }>; on: object };
  const of = states[state ?? ''];
  const changed = of
    ? { ...config, states: { ...states, [state ?? '']: { ...of, on: { ...of.on, ...transitions } } } }
    : { ...config, on: { ...on, ...transitions } };
  return new StateMachine(changed as never, implementations as never) as unknown as AnyStateMachine;
}

/** The machine with some guards or actions replaced. */
const provided = (implementations: { guards?: object; actions?: object }): AnyStateMachine =>
  tdiMachine.provide(implementations as never) as unknown as AnyStateMachine;

const noAction = () => {};
const always = () => true;
const never = () => false;

const ofTheTdi = [
  'runNeedsLockAndNonce',
  'lockedNeedsSession',
  'nonceOnlyWhileLocked',
  'stopEndsDma',
  'failedRequestChangesNothing',
  'unlockedAlwaysReachable',
  'conventionalResetUnlocks',
  'bmeClearAfterLockGoesError',
  'noDmaInError',
  'noDmaWithoutBme',
];
const readings: readonly TdiInput[] = [
  {},
  {
    bmeWrite0When0: 'error',
    errorAutoClear: true,
    lockedT0Dma: 'allowed',
    p2pSupported: true,
    msixLocked: true,
  },
  { ideRequired: false, cmdRegPolicy: 'vmmTrapNop' },
  { cmdRegPolicy: 'vfioBlock', secured: true, bme: 1 },
];

test.each(ofTheTdi)('%s holds of a TDI, however the specification is read', async (claim) => {
  for (const input of readings) expect(await verdict(claim, tdi(tdiMachine, input))).toBe('holds');
});

// Faults, most of them of implementations that exist, and the steps it takes from a secured TDI to show them.
const faults: readonly (readonly [
  fault: string,
  claim: string,
  length: number,
  machine: AnyStateMachine,
  input?: TdiInput,
])[] = [
  ['START takes any nonce', 'runNeedsLockAndNonce', 2, provided({ guards: { nonceMatches: always } })],
  [
    'a reset of the function resumes RUN',
    'runNeedsLockAndNonce',
    1,
    altered({ FUNCTION_LEVEL_RESET: 'RUN' }, 'CONFIG_UNLOCKED'),
  ],
  ['the nonce survives START', 'nonceOnlyWhileLocked', 2, provided({ actions: { destroyNonce: noAction } })],
  ['a lock makes no nonce', 'nonceOnlyWhileLocked', 1, provided({ actions: { generateNonce: noAction } })],
  [
    'the end of the session is not tracked',
    'lockedNeedsSession',
    2,
    altered({ SPDM_SESSION_END: { actions: 'endSession' } }, 'CONFIG_LOCKED'),
  ],
  [
    'an insecure stream is not tracked',
    'lockedNeedsSession',
    3,
    altered({ IDE_STREAM_INSECURE: { actions: 'loseKeys' } }, 'RUN'),
  ],
  ['a lock needs no keys', 'lockedNeedsSession', 2, provided({ guards: { lockable: always } })],
  // WRITE_COMMAND to set Bus Master Enable, LOCK, START, DMA_POSTED, STOP, DMA_WRITE
  ['STOP does not drain', 'stopEndsDma', 6, tdiMachine, { stopDrains: false }],
  // The same without DMA_POSTED
  [
    'STOP is answered and ignored',
    'stopEndsDma',
    5,
    altered({ STOP_INTERFACE_REQUEST: { guard: 'secured', actions: 'answer' } }, 'RUN'),
  ],
  [
    'a wrong nonce is an error of the device',
    'failedRequestChangesNothing',
    2,
    altered({ START_INTERFACE_REQUEST: { guard: 'secured', target: 'ERROR' } }, 'CONFIG_LOCKED'),
  ],
  [
    'a failed lock destroys the nonce',
    'failedRequestChangesNothing',
    2,
    altered({ LOCK_INTERFACE_REQUEST: { guard: 'secured', actions: 'destroyNonce' } }, 'CONFIG_LOCKED'),
  ],
  [
    'STOP only from RUN, and no reset',
    'unlockedAlwaysReachable',
    1,
    altered({ STOP_INTERFACE_REQUEST: {}, UNLOCK: {}, CONVENTIONAL_RESET: {} }),
  ],
  ['a reset keeps the session', 'conventionalResetUnlocks', 1, provided({ actions: { reset: noAction } })],
  [
    'a reset goes to ERROR',
    'conventionalResetUnlocks',
    1,
    altered({ CONVENTIONAL_RESET: { target: '.ERROR', actions: 'reset' } }),
  ],
  [
    'the Command register is not tracked',
    'bmeClearAfterLockGoesError',
    3,
    altered({ WRITE_COMMAND: { actions: 'setCommand' } }, 'RUN'),
    { bme: 1 },
  ],
  [
    'clearing is silently ignored',
    'bmeClearAfterLockGoesError',
    2,
    altered({ WRITE_COMMAND: { actions: 'answer' } }, 'CONFIG_LOCKED'),
    { bme: 1 },
  ],
  ['ERROR does not stop DMA', 'noDmaInError', 3, altered({ DMA_READ: { actions: 'answer' } }, 'ERROR')],
  ['bus mastering is not looked at', 'noDmaWithoutBme', 1, provided({ guards: { untrusted: always } })],
];

test.each(
  faults.map(([fault, claim, length, machine, input = {}]) => ({ fault, claim, length, machine, input })),
)('a TDI is faulty: $fault; $claim says so', async ({ claim, length, machine, input }) => {
  expect(await verdict(claim, tdi(machine, { secured: true, ...input }))).toBe(`violated ${length}`);
});

test('recoveryReattests: evidence of an earlier lock serves again unless acceptance names its lock', async () => {
  // The host machine keeps the TSM from sending START where the guest has not accepted.
  const families = (input: Partial<DeviceInput>) => ({
    ...tdi(tdiMachine, { secured: true }),
    ...device(input),
    host: { machine: hostMachine, input: { moves: ['M28'] } },
  });
  // LOCK, GET_EVIDENCE, a way into ERROR, the state told, STOP and LOCK by the host, ACCEPT.
  expect(await verdict('recoveryReattests', families({}))).toBe('violated 7');
  expect(await verdict('recoveryReattests', families({ evidenceBoundToAccept: true }))).toBe('holds');
});

test('coalescedEnableAvoidsError: the device must be strict and the driver split for the write to hurt', async () => {
  const families = (enable: 'split' | 'coalesced', input: TdiInput) => ({
    ...tdi(tdiMachine, { secured: true, ...input }),
    ...driver({ enable }),
  });
  const quiet = quietHost();
  const claim = 'coalescedEnableAvoidsError';
  // LOCK, BIND_DRIVER, READ_COMMAND, WRITE_COMMAND
  expect(await verdict(claim, { ...families('split', { bmeWrite0When0: 'error' }), quiet })).toBe(
    'violated 4',
  );
  expect(await verdict(claim, { ...families('split', {}), quiet })).toBe('holds');
  expect(await verdict(claim, { ...families('coalesced', { bmeWrite0When0: 'error' }), quiet })).toBe(
    'holds',
  );
  expect(await verdict(claim, families('coalesced', { bmeWrite0When0: 'error' }))).toBe('holds');
  // A host that sets Bus Master Enable between the read and the write of the driver: the write clears it.
  expect(await verdict(claim, families('split', {}))).toBe('violated 5');
});

test('driverUnbindAvoidsError: only a design that keeps the clearing write from the device avoids it', async () => {
  const families = (cmdRegPolicy: NonNullable<TdiInput['cmdRegPolicy']>, clearsBme = true) => ({
    ...tdi(tdiMachine, { secured: true, cmdRegPolicy }),
    ...driver({ enable: 'coalesced', clearsBme }),
    quiet: quietHost(),
  });
  const claim = 'driverUnbindAvoidsError';
  // BIND_DRIVER, READ, WRITE, LOCK, UNBIND_DRIVER, READ, WRITE
  expect(await verdict(claim, families('passThrough'))).toBe('violated 7');
  expect(await verdict(claim, families('vmmTrapNop'))).toBe('holds');
  expect(await verdict(claim, families('guestCoreNop'))).toBe('holds');
  expect(await verdict(claim, families('vfioBlock'))).toBe('holds');
  expect(await verdict(claim, families('passThrough', false))).toBe('vacuous');
});

/** A host that leaves the Command register and the function alone. */
function quietHost(): Family {
  const machine = setup({
    types: {} as { events: { type: 'WRITE_COMMAND' | 'FUNCTION_LEVEL_RESET'; writer: 'guest' | 'host' } },
    guards: { byGuest: ({ event }) => event.writer === 'guest', never },
  }).createMachine({
    id: 'quiet',
    initial: 'quiet',
    states: {
      quiet: {
        on: {
          WRITE_COMMAND: { guard: 'byGuest', target: 'quiet' },
          FUNCTION_LEVEL_RESET: { guard: 'never' },
        },
      },
    },
  });
  return { machine, index: 'quiet' };
}
