import { describe, expect, test } from '@jest/globals';
import { type AnyEvent, machineOf } from '../../composition/index.ts';
import { type TdiInput, tdiMachine } from '../../machines/index.ts';
import { registerGroups } from '../../machines/registerGroups.ts';
import { bits, FLR, outcome, stepsOf, type TdiState, tdiIn } from '../fixtures/tdiSteps.ts';

const STATES = ['CONFIG_UNLOCKED', 'CONFIG_LOCKED', 'RUN', 'ERROR'] as const satisfies readonly TdiState[];
const device = 0;
const U = 'CONFIG_UNLOCKED';
const E = 'ERROR';

describe('the Command register', () => {
  test('starts as said, and READ_COMMAND tells it', () => {
    for (const bme of [0, 1] as const) {
      const machine = machineOf(tdiMachine, { bme });
      const told = stepsOf(machine).filter(
        (event) => event.type === 'READ_COMMAND' && machine.can(machine.initial(), event),
      );
      expect(told).toEqual([{ type: 'READ_COMMAND', device, bme, mse: bme }]);
    }
  });

  test('is written even where the write leads to ERROR', () => {
    const { machine, snapshot } = tdiIn('RUN');
    expect(machine.next(snapshot, { device, ...bits(0, 1) } as AnyEvent).context).toMatchObject({
      bme: 0,
      mse: 1,
    });
  });

  test('may be set after the lock', () => {
    for (const state of ['CONFIG_LOCKED', 'RUN'] as const) {
      const { machine, snapshot } = tdiIn(state, { bme: 0 });
      const set = machine.next(snapshot, { device, ...bits(1, 1) } as AnyEvent);
      expect([set.value, set.context.bme, set.context.mse]).toEqual([state, 1, 1]);
    }
  });

  test('BME written 0 over 0 is an error of a strict device only', () => {
    for (const state of ['CONFIG_LOCKED', 'RUN'] as const) {
      expect(outcome(state, bits(0, 1), { bme: 0 })).toBe(state);
      expect(outcome(state, bits(0, 1), { bme: 0, bmeWrite0When0: 'error' })).toBe(E);
      expect(outcome(state, bits(1, 0), { bme: 0, bmeWrite0When0: 'error' })).toBe(state);
    }
  });

  test.each(['vmmTrapNop', 'guestCoreNop'] as const)(
    '%s: a clearing write of the guest is lost, one of the host is not',
    (cmdRegPolicy) => {
      const { machine, snapshot } = tdiIn('RUN', { cmdRegPolicy });
      const write = { device, ...bits(0, 1, 'guest') } as AnyEvent;
      expect(machine.can(snapshot, write)).toBe(true);
      expect(machine.key(machine.next(snapshot, write))).toBe(machine.key(snapshot));
      expect(outcome('RUN', bits(0, 1), { cmdRegPolicy })).toBe(E);
      expect(outcome('RUN', bits(1, 1, 'guest'), { cmdRegPolicy })).toBe('RUN');
      expect(
        tdiIn('CONFIG_UNLOCKED', { cmdRegPolicy }).machine.next(
          tdiIn('CONFIG_UNLOCKED', { cmdRegPolicy }).snapshot,
          write,
        ).context.bme,
      ).toBe(0);
    },
  );

  test('vfioBlock: a clearing write of the guest does not happen', () => {
    for (const state of ['CONFIG_LOCKED', 'RUN'] as const) {
      expect(outcome(state, bits(0, 1, 'guest'), { cmdRegPolicy: 'vfioBlock' })).toBeUndefined();
      expect(outcome(state, bits(1, 1, 'guest'), { cmdRegPolicy: 'vfioBlock' })).toBe(state);
      expect(outcome(state, bits(0, 1), { cmdRegPolicy: 'vfioBlock' })).toBe(E);
    }
  });

  test('is cleared by a function level reset in every state', () => {
    for (const state of STATES) {
      const { machine, snapshot } = tdiIn(state);
      expect(machine.next(snapshot, FLR as AnyEvent).context).toMatchObject({ bme: 0, mse: 0 });
    }
  });
});

describe('other registers: PCIe r6.3 Table 11-2', () => {
  const tracked = (input: TdiInput = {}) =>
    registerGroups.filter(
      (register) => outcome('RUN', { type: 'WRITE_CONFIG', writer: 'host', register }, input) === E,
    );
  // By the table: BIST, BARs, ROM BAR, a power transition that loses state, parts of Device Control, EA,
  // (VF) Resizable BAR, ARI, PASID, Multicast, Page Request, SR-IOV, the IDE stream; TPH and VSEC by vendor.
  const always = [
    'BIST',
    'BAR',
    'EXPANSION_ROM_BAR',
    'POWER_MANAGEMENT_STATE_LOST',
    'DEVICE_CONTROL_TRACKED',
    'ENHANCED_ALLOCATION',
    'RESIZABLE_BAR',
    'VF_RESIZABLE_BAR',
    'ARI',
    'PASID',
    'MULTICAST',
    'PAGE_REQUEST',
    'SR_IOV',
    'IDE_STREAM',
  ];

  test('tracked groups', () => {
    expect(registerGroups).toHaveLength(35);
    expect(tracked()).toEqual([...always, 'TPH', 'VENDOR_SPECIFIC']);
    expect(tracked({ vendorRegistersTracked: false })).toEqual(always);
    expect(
      tracked({ vendorRegistersTracked: false, msixLocked: true }).filter((r) => !always.includes(r)),
    ).toEqual(['MSIX']);
  });

  test('in CONFIG_LOCKED as in RUN; the other groups change nothing, and nothing is tracked elsewhere', () => {
    for (const register of registerGroups) {
      const write = { type: 'WRITE_CONFIG', writer: 'guest', register };
      expect(outcome('CONFIG_LOCKED', write)).toBe(tracked().includes(register) ? E : 'CONFIG_LOCKED');
      expect(outcome('RUN', write)).toBe(tracked().includes(register) ? E : 'RUN');
      expect(outcome(U, write)).toBe(U);
      expect(outcome(E, write)).toBe(E);
    }
  });
});
