import { describe, expect, test } from '@jest/globals';
import {
  bootGateMachine,
  type DmaEvent,
  deviceIdMachine,
  platformMachine,
  virtioMachine,
} from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;
const acknowledge: DmaEvent = { type: 'ACKNOWLEDGE', ...on };
const off: DmaEvent = { type: 'BUS_MASTER_OFF', ...on };
const access = (range: 'pool' | 'ram', outcome: 'done' | 'blocked'): DmaEvent => ({
  type: 'ACCESS',
  ...on,
  range,
  outcome,
});

describe('bus mastering', () => {
  test('off leaves a device its own memory, and no other', () => {
    const platform = lifeOf(platformMachine, { path: 'busMaster', switchesBusMaster: true });
    expect(platform.refuses(access('pool', 'done'))).toBe(false);
    expect(platform.refuses(access('ram', 'done'))).toBe(true);
    expect(platform.refuses(off)).toBe(true);
    const master = platform.take({ type: 'BUS_MASTER_ON', ...on });
    expect(master.refuses(access('ram', 'done'))).toBe(false);
    expect(master.take(off).refuses(access('ram', 'blocked'))).toBe(false);
  });

  test('is no switch where nobody turns it, or another platform decides', () => {
    expect(lifeOf(platformMachine, { path: 'busMaster', busMaster: true }).refuses(off)).toBe(true);
    expect(lifeOf(platformMachine, { busMaster: true, switchesBusMaster: true }).refuses(off)).toBe(true);
  });

  test('E21: takes DRIVER_OK of a live device in QEMU, 15 to 11, and does not give it back', () => {
    const live = (input?: object) =>
      lifeOf(virtioMachine, input).take(
        acknowledge,
        { type: 'DRIVER', ...on },
        { type: 'FEATURES_OK', ...on, kept: true },
        { type: 'DRIVER_OK', ...on },
      );
    const qemu = live({ onBusMasterOff: 'clearDriverOk' }).take(off, { type: 'BUS_MASTER_ON', ...on });
    expect(qemu.context['status']).toBe(11);
    expect(live().take(off).context['status']).toBe(15);
  });
});

describe('a new ID', () => {
  test('keeps old drivers away, unless it is overridden or swapped', () => {
    expect(lifeOf(deviceIdMachine).refuses(acknowledge)).toBe(true);
    expect(lifeOf(deviceIdMachine, { driverKnows: true }).refuses(acknowledge)).toBe(false);
    const override: DmaEvent = { type: 'OVERRIDE_ID', ...on };
    expect(lifeOf(deviceIdMachine).refuses(override)).toBe(true);
    expect(lifeOf(deviceIdMachine, { bindsByIdOnly: false }).take(override).refuses(acknowledge)).toBe(false);
    expect(
      lifeOf(deviceIdMachine)
        .take({ type: 'SWAP_ID', ...on })
        .refuses(acknowledge),
    ).toBe(false);
  });
});

describe('a boot gate', () => {
  const [allowed, refused, skip]: DmaEvent[] = [
    { type: 'BOOT_ALLOWED' },
    { type: 'BOOT_REFUSED' },
    { type: 'SKIP_GATE' },
  ];
  test('lets those boot that know the scheme, and others only round it', () => {
    const unaware = lifeOf(bootGateMachine);
    expect([allowed, refused, skip].map((event) => unaware.refuses(event as DmaEvent))).toEqual([
      true,
      false,
      true,
    ]);
    expect(unaware.refuses(acknowledge)).toBe(true);
    expect(unaware.take(refused as DmaEvent).refuses(acknowledge)).toBe(true);
    expect(
      lifeOf(bootGateMachine, { guestKnows: true })
        .take(allowed as DmaEvent)
        .refuses(acknowledge),
    ).toBe(false);
    expect(
      lifeOf(bootGateMachine, { measured: false })
        .take(skip as DmaEvent)
        .refuses(acknowledge),
    ).toBe(false);
  });
});
