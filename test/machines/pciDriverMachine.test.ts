import { describe, expect, test } from '@jest/globals';
import { type AnyEvent, eventName, machineOf } from '../../composition/index.ts';
import { type PciDriverInput, pciDriverMachine } from '../../machines/index.ts';
import { bits, statesOf, stepped, stepsOf } from '../fixtures/tdiSteps.ts';

const device = 0;
const BIND = { type: 'BIND_DRIVER', device } as const;
const UNBIND = { type: 'UNBIND_DRIVER', device } as const;
const read = (bme: 0 | 1, mse: 0 | 1) => ({ type: 'READ_COMMAND', device, bme, mse }) as const;
const written = (bme: 0 | 1, mse: 0 | 1) => ({ device, ...bits(bme, mse, 'guest') }) as const;

type Steps = Parameters<typeof stepped>[1][];
/** The state after some steps, and the writes of the guest that the driver is then about to make. */
function enabledBy(input: PciDriverInput, ...steps: Steps): [state: string, ...writes: string[]] {
  const machine = machineOf(pciDriverMachine, input);
  const snapshot = stepped(machine, ...steps);
  const writes = stepsOf(machine).filter(
    (event) => event.type === 'WRITE_COMMAND' && event.writer === 'guest' && machine.can(snapshot, event),
  );
  return [String(snapshot.value), ...writes.map(({ bme, mse }) => `bme=${bme} mse=${mse}`)];
}

describe('pci_enable_device and pci_set_master: Linux 7.3 drivers/pci/pci.c', () => {
  const split = { enable: 'split' } as const;

  test('write Memory Space Enable and then Bus Master Enable, each back over what was read', () => {
    expect(enabledBy(split)).toEqual(['unbound']);
    expect(enabledBy(split, BIND)).toEqual(['enablingMemory']);
    expect(enabledBy(split, BIND, read(0, 0))).toEqual(['writingMemory', 'bme=0 mse=1']);
    expect(enabledBy(split, BIND, read(1, 0))).toEqual(['writingMemory', 'bme=1 mse=1']);
    const memory = [BIND, read(0, 0), written(0, 1)] as const;
    expect(enabledBy(split, ...memory)).toEqual(['enablingMaster']);
    expect(enabledBy(split, ...memory, read(0, 1))).toEqual(['writingMaster', 'bme=1 mse=1']);
    // The host has cleared Memory Space Enable in between: the driver writes what it read.
    expect(enabledBy(split, ...memory, read(0, 0))).toEqual(['writingMaster', 'bme=1 mse=0']);
    expect(enabledBy(split, ...memory, read(0, 1), written(1, 1))).toEqual(['enabled']);
  });

  test('write nothing where the bit is set', () => {
    expect(enabledBy(split, BIND, read(0, 1))).toEqual(['enablingMaster']);
    expect(enabledBy(split, BIND, read(1, 1), read(1, 1))).toEqual(['enabled']);
  });

  test('AUTOPROBE enables as BIND_DRIVER does', () => {
    expect(enabledBy(split, { type: 'AUTOPROBE', device })).toEqual(['enablingMemory']);
    expect(enabledBy({ enable: 'coalesced' }, { type: 'AUTOPROBE', device })).toEqual(['enabling']);
  });
});

describe('coalesced pci_enable', () => {
  const coalesced = { enable: 'coalesced' } as const;

  test('writes both bits at once, unless both are set', () => {
    expect(enabledBy(coalesced, BIND)).toEqual(['enabling']);
    for (const now of [read(0, 0), read(0, 1), read(1, 0)])
      expect(enabledBy(coalesced, BIND, now)).toEqual(['writingBoth', 'bme=1 mse=1']);
    expect(enabledBy(coalesced, BIND, read(0, 0), written(1, 1))).toEqual(['enabled']);
    expect(enabledBy(coalesced, BIND, read(1, 1))).toEqual(['enabled']);
  });
});

describe('pci_disable_device', () => {
  const enabled = [BIND, read(1, 1)] as const;

  test('clears Bus Master Enable alone, and only where it is set', () => {
    const input = { enable: 'coalesced' } as const;
    expect(enabledBy(input, ...enabled, UNBIND)).toEqual(['disabling']);
    expect(enabledBy(input, ...enabled, UNBIND, read(1, 1))).toEqual(['writingDisable', 'bme=0 mse=1']);
    expect(enabledBy(input, ...enabled, UNBIND, read(1, 0))).toEqual(['writingDisable', 'bme=0 mse=0']);
    expect(enabledBy(input, ...enabled, UNBIND, read(0, 1))).toEqual(['unbound']);
    expect(enabledBy(input, ...enabled, UNBIND, read(1, 1), written(0, 1))).toEqual(['unbound']);
  });

  test('is not called by a driver that leaves the device enabled', () => {
    expect(enabledBy({ enable: 'coalesced', clearsBme: false }, ...enabled, UNBIND)).toEqual(['unbound']);
  });
});

test.each(['split', 'coalesced'] as const)('%s: what each state lets happen', (enable) => {
  const machine = machineOf(pciDriverMachine, { enable });
  const allowed = (type: string) => [
    ...new Set(
      statesOf(machine)
        .filter(({ snapshot }) =>
          stepsOf(machine).some((event) => event.type === type && machine.can(snapshot, event)),
        )
        .map(({ snapshot }) => String(snapshot.value)),
    ),
  ];
  // The device lock: nobody locks, accepts or unlocks the device in the middle of a probe or removal.
  for (const type of ['LOCK', 'ACCEPT', 'UNLOCK'])
    expect(allowed(type).sort()).toEqual(['enabled', 'unbound']);
  for (const type of ['BIND_DRIVER', 'AUTOPROBE']) expect(allowed(type)).toEqual(['unbound']);
  expect(allowed('UNBIND_DRIVER')).toEqual(['enabled']);
});

test('a write of the host happens in every state and is not the driver’s matter', () => {
  const machine = machineOf(pciDriverMachine, { enable: 'split' });
  const states = statesOf(machine);
  // 8 states, and the 3 in which a write is pending once more for the other value of the bit kept.
  expect(states).toHaveLength(8 + 3);
  for (const { snapshot } of states)
    for (const write of [bits(0, 0), bits(1, 1)]) {
      const event = { device, ...write } as AnyEvent;
      expect([eventName(event), machine.can(snapshot, event)]).toEqual([eventName(event), true]);
      expect(machine.key(machine.next(snapshot, event))).toBe(machine.key(snapshot));
    }
});
