import { describe, expect, test } from '@jest/globals';
import {
  Bus,
  dmaAddr,
  GuestMemory,
  noIommu,
  PAGE_SIZE,
  PciDevice,
  type PciDeviceOptions,
  physAddr,
  platforms,
  RefusedByStateError,
} from '../../../runtime/index.ts';

const pci = (options: Partial<PciDeviceOptions> = {}) =>
  new PciDevice(0, { device: { privateBy: 'acceptance' }, tdi: { secured: true }, ...options });
const states = ({ device, tdi, driver }: PciDevice) => [
  device.view(0).value,
  tdi.view(0).value,
  driver.view(0).value,
];
const take = (device: PciDevice, ...types: readonly string[]) => {
  for (const type of types) device.step({ type, device: 0 });
};

test('a driver that is bound enables its device, and disables it when it goes', () => {
  const device = pci();
  device.bindDriver();
  expect(states(device)).toEqual(['shared', 'CONFIG_UNLOCKED', 'enabled']);
  expect(device.tdi.view(0).context).toMatchObject({ bme: 1, mse: 1 });
  device.unbindDriver();
  expect(states(device)).toEqual(['shared', 'CONFIG_UNLOCKED', 'unbound']);
  expect(device.tdi.view(0).context).toMatchObject({ bme: 0, mse: 1 });
});

test('what one of the three refuses happens to none', () => {
  const device = pci();
  device.bindDriver();
  expect(() => take(device, 'LOCK')).toThrow(RefusedByStateError);
  expect(() => take(device, 'LOCK')).toThrow(/^device 0 refuses LOCK\(device=0\) in state shared/);
  expect(states(device)).toEqual(['shared', 'CONFIG_UNLOCKED', 'enabled']);
});

describe('an accepted device', () => {
  const accepted = (options: Partial<PciDeviceOptions> = {}) => {
    const device = pci(options);
    take(device, 'LOCK', 'GET_EVIDENCE', 'ACCEPT');
    return device;
  };

  test('reaches private memory once its driver has enabled it', () => {
    const memory = new GuestMemory({ size: PAGE_SIZE });
    memory.write(physAddr(0), Buffer.from('private'));
    const device = accepted();
    const bus = new Bus(memory.controller);
    bus.attach(0, { requester: device.tdi, iommu: noIommu(platforms.tdx) });
    expect(() => bus.read(0, dmaAddr(0), 7, 1)).toThrow('BME refuses');
    device.bindDriver();
    expect(states(device)).toEqual(['private', 'RUN', 'enabled']);
    expect(bus.read(0, dmaAddr(0), 7, 1).toString()).toBe('private');
  });

  test('ends in ERROR when its driver is unbound, unless the write is kept from it', () => {
    const device = accepted();
    device.bindDriver();
    device.unbindDriver();
    expect(states(device)).toEqual(['private', 'ERROR', 'unbound']);
    const kept = accepted({ tdi: { secured: true, cmdRegPolicy: 'vmmTrapNop' } });
    kept.bindDriver();
    kept.unbindDriver();
    expect(states(kept)).toEqual(['private', 'RUN', 'unbound']);
    const blocked = accepted({ tdi: { secured: true, cmdRegPolicy: 'vfioBlock' } });
    blocked.bindDriver();
    expect(() => blocked.unbindDriver()).toThrow(
      /^TDI 0 refuses WRITE_COMMAND\(device=0, writer=guest, bme=0/,
    );
  });

  test('that counts BME=0 over 0 is in ERROR when enabled in two writes, and not in one', () => {
    const strict = { secured: true, bmeWrite0When0: 'error' } as const;
    const split = accepted({ tdi: strict });
    split.bindDriver();
    expect(states(split)).toEqual(['private', 'ERROR', 'enabled']);
    const coalesced = accepted({ tdi: strict, driver: { enable: 'coalesced' } });
    coalesced.bindDriver();
    expect(states(coalesced)).toEqual(['private', 'RUN', 'enabled']);
  });
});
