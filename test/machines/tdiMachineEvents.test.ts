import { describe, expect, test } from '@jest/globals';
import { type AnyEvent, machineOf } from '../../composition/index.ts';
import { type DmaEvent, tdiMachine } from '../../machines/index.ts';
import {
  ACCEPT,
  bits,
  FLR,
  LOCK,
  outcome,
  stepped,
  stepsOf,
  type TdiState,
  tdiIn,
  waysTo,
} from '../fixtures/tdiSteps.ts';

const STATES = ['CONFIG_UNLOCKED', 'CONFIG_LOCKED', 'RUN', 'ERROR'] as const satisfies readonly TdiState[];
const device = 0;
const U = 'CONFIG_UNLOCKED';

// Outcomes of what is not a request, by state. `undefined`: refused.
const E = 'ERROR';
type Event = readonly [name: string, event: object, ...outcomes: (string | undefined)[]];
const events: readonly Event[] = [
  ['LOCK', LOCK, 'CONFIG_LOCKED', undefined, undefined, undefined],
  ['ACCEPT', ACCEPT, undefined, 'RUN', undefined, undefined],
  ['UNLOCK', { type: 'UNLOCK' }, U, U, U, U],
  ['GET_EVIDENCE', { type: 'GET_EVIDENCE' }, undefined, 'CONFIG_LOCKED', 'RUN', undefined],
  ['SEE_ERROR', { type: 'SEE_ERROR' }, undefined, undefined, undefined, E],
  ['ERROR_CLEARED', { type: 'ERROR_CLEARED' }, undefined, undefined, undefined, undefined],
  ['CONVENTIONAL_RESET', { type: 'CONVENTIONAL_RESET' }, U, U, U, U],
  ['FLR of the host', FLR, U, E, E, E],
  ['FLR of the guest', { ...FLR, writer: 'guest' }, U, E, E, E],
  ['SPDM_SESSION_END', { type: 'SPDM_SESSION_END' }, U, E, E, E],
  ['SPDM_SESSION_START', { type: 'SPDM_SESSION_START' }, undefined, undefined, undefined, undefined],
  ['IDE_STREAM_INSECURE', { type: 'IDE_STREAM_INSECURE' }, U, E, E, E],
  ['IDE_KEY_SET', { type: 'IDE_KEY_SET' }, undefined, undefined, undefined, undefined],
  ['BME cleared', bits(0, 1), U, E, E, E],
  ['MSE cleared', bits(1, 0), U, E, E, E],
  ['both cleared by the guest', bits(0, 0, 'guest'), U, E, E, E],
  ['both left set', bits(1, 1), U, 'CONFIG_LOCKED', 'RUN', E],
  ['DMA_POSTED', { type: 'DMA_POSTED' }, undefined, undefined, 'RUN', undefined],
  ...['DMA_READ', 'DMA_WRITE', 'DMA_READ_SLOT', 'DMA_WRITE_SLOT'].flatMap((type): Event[] => [
    [`${type} T=0`, { type, page: 0, slot: 0, t: 0 }, U, undefined, undefined, undefined],
    [`${type} T=1`, { type, page: 0, slot: 0, t: 1 }, undefined, undefined, 'RUN', undefined],
  ]),
];

describe('what else happens to a TDI: PCIe r6.3 11.2, 11.4', () => {
  test.each(events)('%s', (_name, event, ...outcomes) => {
    expect(STATES.map((state) => outcome(state, event))).toEqual(outcomes);
  });

  test('no state but RUN and CONFIG_UNLOCKED does DMA, even with bus mastering on', () => {
    const { machine, snapshot } = tdiIn('ERROR');
    const mastering = machine.next(snapshot, { device, ...bits(1, 1) } as AnyEvent);
    expect(mastering.context).toMatchObject({ bme: 1, mse: 1 });
    const dma = stepsOf(machine).filter(({ type }) => type.startsWith('DMA_'));
    expect(dma.filter((event) => machine.can(mastering, event))).toEqual([]);
  });

  test('without bus mastering there is no DMA in any state', () => {
    for (const state of ['CONFIG_UNLOCKED', 'CONFIG_LOCKED', 'RUN'] as const) {
      const { machine, snapshot } = tdiIn(state, { bme: 0, lockedT0Dma: 'allowed' });
      const dma = stepsOf(machine).filter(({ type }) => type.startsWith('DMA_'));
      expect(dma.filter((event) => machine.can(snapshot, event))).toEqual([]);
    }
  });

  test('DMA with T=0 in CONFIG_LOCKED passes where lockedT0Dma allows it', () => {
    for (const type of ['DMA_READ', 'DMA_WRITE', 'DMA_READ_SLOT', 'DMA_WRITE_SLOT']) {
      expect(outcome('CONFIG_LOCKED', { type, page: 0, slot: 0, t: 0 }, { lockedT0Dma: 'allowed' })).toBe(
        'CONFIG_LOCKED',
      );
      expect(
        outcome('CONFIG_LOCKED', { type, page: 0, slot: 0, t: 1 }, { lockedT0Dma: 'allowed' }),
      ).toBeUndefined();
    }
  });

  test('ERROR is left without STOP only where errorAutoClear says so, and nothing is then left to land', () => {
    expect(outcome('ERROR', { type: 'ERROR_CLEARED' }, { errorAutoClear: true })).toBe(U);
    const machine = machineOf(tdiMachine, { secured: true, bme: 1, errorAutoClear: true });
    expect(
      stepped(machine, LOCK, ACCEPT, POSTED, FLR, { type: 'ERROR_CLEARED', device }).context.posted,
    ).toBe(false);
  });
});

const POSTED: DmaEvent = { type: 'DMA_POSTED', device };
const STOP: DmaEvent = { type: 'STOP_INTERFACE_REQUEST', device, reply: 'STOP_INTERFACE_RESPONSE' };
const landing: AnyEvent = { type: 'DMA_WRITE', device, page: 0, t: 1 };

describe('work accepted in RUN', () => {
  test.each([STOP, { type: 'UNLOCK', device } as const])(
    'is over when the response to $type comes',
    (stop) => {
      const machine = machineOf(tdiMachine, { secured: true, bme: 1 });
      const stopped = stepped(machine, LOCK, ACCEPT, POSTED, stop);
      expect(stopped.context.posted).toBe(false);
      expect(machine.can(stopped, landing)).toBe(false);
    },
  );

  test('lands once where a faulty device does not drain', () => {
    const machine = machineOf(tdiMachine, { secured: true, bme: 1, stopDrains: false });
    const stopped = stepped(machine, LOCK, ACCEPT, POSTED, STOP);
    for (const type of ['DMA_WRITE', 'DMA_WRITE_SLOT']) {
      const write: AnyEvent = { ...landing, type, slot: 0 };
      expect(machine.can(stopped, write)).toBe(true);
      expect(machine.can(machine.next(stopped, write), write)).toBe(false);
    }
    expect(machine.can(stopped, { ...landing, type: 'DMA_READ' })).toBe(false);
    expect(machine.can(machine.next(stopped, { device, ...bits(0, 1) } as AnyEvent), landing)).toBe(false);
  });

  test('does not survive a conventional reset or the next lock', () => {
    const machine = machineOf(tdiMachine, { secured: true, bme: 1, stopDrains: false });
    expect(
      stepped(machine, LOCK, ACCEPT, POSTED, { type: 'CONVENTIONAL_RESET', device }).context.posted,
    ).toBe(false);
    for (const lock of [
      LOCK,
      { type: 'LOCK_INTERFACE_REQUEST', device, reply: 'LOCK_INTERFACE_RESPONSE' } as const,
    ])
      expect(stepped(machine, LOCK, ACCEPT, POSTED, STOP, lock).context.posted).toBe(false);
  });

  test('is posted only with bus mastering on', () => {
    expect(outcome('RUN', POSTED, { bme: 0 })).toBeUndefined();
  });
});

describe('the secured session and the IDE keys', () => {
  const say = (
    type:
      | 'SPDM_SESSION_START'
      | 'SPDM_SESSION_END'
      | 'IDE_KEY_SET'
      | 'IDE_STREAM_INSECURE'
      | 'CONVENTIONAL_RESET',
  ): DmaEvent => ({ type, device });
  const locked = { type: 'LOCK_INTERFACE_REQUEST', device, reply: 'LOCK_INTERFACE_RESPONSE' } as const;
  const invalid = { ...locked, reply: 'INVALID_REQUEST' } as const;

  test('a lock needs a session and then keys, and says INVALID_REQUEST without keys', () => {
    const machine = machineOf(tdiMachine);
    expect([LOCK, locked, invalid].map((event) => machine.can(machine.initial(), event as AnyEvent))).toEqual(
      [false, false, false],
    );
    expect(machine.can(machine.initial(), say('IDE_KEY_SET') as AnyEvent)).toBe(false);
    for (const lost of ['SPDM_SESSION_END', 'IDE_STREAM_INSECURE'] as const)
      expect(machine.can(machine.initial(), say(lost) as AnyEvent)).toBe(false);
    const session = stepped(machine, say('SPDM_SESSION_START'));
    expect([LOCK, locked, invalid].map((event) => machine.can(session, event as AnyEvent))).toEqual([
      false,
      false,
      true,
    ]);
    const keyed = stepped(machine, say('SPDM_SESSION_START'), say('IDE_KEY_SET'));
    expect([LOCK, locked, invalid].map((event) => machine.can(keyed, event as AnyEvent))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('a device that needs no IDE locks without keys, and has no stream to lose', () => {
    const machine = machineOf(tdiMachine, { ideRequired: false });
    const session = stepped(machine, say('SPDM_SESSION_START'));
    expect([LOCK, locked, invalid].map((event) => machine.can(session, event as AnyEvent))).toEqual([
      true,
      true,
      false,
    ]);
    expect(machine.can(session, say('IDE_KEY_SET') as AnyEvent)).toBe(false);
    expect(machine.can(session, say('IDE_STREAM_INSECURE') as AnyEvent)).toBe(false);
    for (const way of [[LOCK], [LOCK, ACCEPT]] as const) {
      const locked = stepped(machine, say('SPDM_SESSION_START'), ...way);
      expect(machine.can(locked, say('IDE_STREAM_INSECURE') as AnyEvent)).toBe(false);
    }
  });

  test('the end of the session takes the keys along, an insecure stream only the keys', () => {
    for (const way of Object.values(waysTo)) {
      const machine = machineOf(tdiMachine, { secured: true });
      expect(stepped(machine, ...way, say('SPDM_SESSION_END')).context).toMatchObject({
        session: false,
        keys: false,
      });
      expect(stepped(machine, ...way, say('IDE_STREAM_INSECURE')).context).toMatchObject({
        session: true,
        keys: false,
      });
    }
  });

  test('UNLOCK is a STOP, so it too needs a session; one can be set up again in ERROR', () => {
    const machine = machineOf(tdiMachine, { secured: true });
    const lost = stepped(machine, LOCK, say('SPDM_SESSION_END'));
    expect(machine.can(lost, { type: 'UNLOCK', device })).toBe(false);
    const again = stepped(machine, LOCK, say('SPDM_SESSION_END'), say('SPDM_SESSION_START'), {
      type: 'UNLOCK',
      device,
    });
    expect([again.value, again.context.keys]).toEqual([U, false]);
    expect(stepped(machine, LOCK, say('IDE_STREAM_INSECURE'), say('IDE_KEY_SET')).context.keys).toBe(true);
  });

  test('a conventional reset leaves nothing', () => {
    for (const way of Object.values(waysTo)) {
      const machine = machineOf(tdiMachine, { secured: true, bme: 1 });
      const reset = stepped(machine, ...way, say('CONVENTIONAL_RESET'));
      expect(reset.value).toBe(U);
      expect(reset.context).toMatchObject({
        bme: 0,
        mse: 0,
        session: false,
        keys: false,
        nonce: 'none',
        posted: false,
      });
    }
  });
});
