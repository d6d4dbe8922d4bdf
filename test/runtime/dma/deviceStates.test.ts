import { describe, expect, test } from '@jest/globals';
import type { Direction } from '../../../machines/index.ts';
import { RefusedByStateError } from '../../../runtime/index.ts';
import { dmaGuest } from '../../fixtures/dmaGuest.ts';

describe('what the state of a device refuses', () => {
  const dirs: readonly Direction[] = ['TO_DEVICE', 'FROM_DEVICE', 'BIDIRECTIONAL'];
  test('nothing is mapped without a driver', () => {
    const { api, add, buffer } = dmaGuest();
    const device = add();
    const at = buffer(device, 1, 0);
    api.deviceEvent(device, 'UNBIND_DRIVER');
    for (const dir of dirs) expect(() => api.dmaMapSingle(device, at, 64, dir)).toThrow(RefusedByStateError);
    expect(() => api.dmaAllocCoherent(device, 64)).toThrow(RefusedByStateError);
  });

  test('a private device of a design that never bounces gets an error, with the reason', () => {
    const { api, add, buffer } = dmaGuest({
      design: 'errorInsteadOfBounce',
      device: { privateBy: 'acceptance', seesError: true },
      dmaDirect: { followsDevice: 'acceptance', mapsSharedPages: true, privateBounce: 'never' },
    });
    const device = add({ dmaMask: 0xfffn });
    const at = buffer(device, 1, 0);
    api.deviceEvent(device, 'UNBIND_DRIVER');
    for (const step of ['LOCK', 'GET_EVIDENCE', 'ACCEPT', 'BIND_DRIVER'] as const)
      api.deviceEvent(device, step);
    expect(() => api.dmaMapSingle(device, at, 64, 'TO_DEVICE')).toThrow(/rather an error than a leak/);
    api.deviceEvent(device, 'SEE_ERROR');
    expect(() => api.dmaMapSingle(device, at, 64, 'TO_DEVICE')).toThrow(/the TDI is in ERROR/);
  });

  test('acceptance waits until nothing is mapped', () => {
    const { api, add, buffer } = dmaGuest({
      design: 'acceptWithLiveMappings',
      device: { privateBy: 'acceptance', detachedOnly: false },
      dmaDirect: { followsDevice: 'acceptance', mapsSharedPages: true, privateBounce: 'privatePool' },
    });
    const device = add();
    const address = api.dmaMapSingle(device, buffer(device, 1, 0), 64, 'TO_DEVICE');
    api.deviceEvent(device, 'LOCK');
    api.deviceEvent(device, 'GET_EVIDENCE');
    expect(() => api.deviceEvent(device, 'ACCEPT')).toThrow(/a mapping of device 0 refuses ACCEPT/);
    expect([device.life.view(0).value, device.decision.view(0).value]).toEqual(['locked', 'unencrypted']);
    api.dmaUnmapSingle(device, address, 64, 'TO_DEVICE');
    api.deviceEvent(device, 'ACCEPT');
    expect([device.life.view(0).value, device.decision.view(0).value]).toEqual(['private', 'encrypted']);
    expect(device.forceDmaUnencrypted).toBe(false);
  });

  test('a driver does not leave with mappings', () => {
    const { api, add, buffer } = dmaGuest();
    const device = add();
    api.dmaMapSingle(device, buffer(device, 1, 0), 64, 'TO_DEVICE');
    expect(() => api.deviceEvent(device, 'UNBIND_DRIVER')).toThrow(/\(D19\): 1 of them, one of which is;/);
    expect(device.life.view(0).context['driver']).toBe(true);
  });
});
