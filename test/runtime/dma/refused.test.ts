import { describe, expect, test } from '@jest/globals';
import {
  type CoherentMemory,
  type DmaAddr,
  type DmaDevice,
  dmaAddr,
  FullError,
  MisuseError,
  type PhysAddr,
  physAddr,
  RefusedByStateError,
} from '../../../runtime/index.ts';
import { type DmaGuest, dmaGuest } from '../../fixtures/dmaGuest.ts';

interface Scene extends DmaGuest {
  readonly device: DmaDevice;
  readonly other: DmaDevice;
  readonly driverless: DmaDevice;
  /** Mapped FROM_DEVICE, 1024 bytes, and the device has written it. */
  readonly mapped: DmaAddr;
  readonly at: PhysAddr;
  /** Was mapped at this address, and is not any more. */
  readonly gone: DmaAddr;
  readonly coherent: CoherentMemory;
}

function scene(): Scene {
  const guest = dmaGuest();
  const { api, bus, add, buffer } = guest;
  const [device, other, driverless] = [add(), add(), add()];
  api.deviceEvent(driverless, 'UNBIND_DRIVER');
  const at = buffer(device, 1, 0xaa);
  const gone = api.dmaMapSingle(device, at, 4096, 'TO_DEVICE');
  api.dmaUnmapSingle(device, gone, 4096, 'TO_DEVICE');
  const mapped = api.dmaMapSingle(device, at, 1024, 'FROM_DEVICE');
  bus.write(0, mapped, Buffer.alloc(1024, 0xdd), 0);
  return {
    ...guest,
    device,
    other,
    driverless,
    mapped,
    at,
    gone,
    coherent: api.dmaAllocCoherent(device, 4096),
  };
}

const from = 'FROM_DEVICE' as const;

/** Calls that make no sense, the class of their error, and what it must say. */
const calls: readonly (readonly [string, (s: Scene) => unknown, new (...args: never[]) => Error, RegExp])[] =
  [
    [
      'a mapping freed twice',
      ({ api, device, gone }) => api.dmaUnmapSingle(device, gone, 4096, 'TO_DEVICE'),
      MisuseError,
      /D2/,
    ],
    [
      'an address inside a mapping freed',
      ({ api, device, mapped }) => api.dmaUnmapSingle(device, dmaAddr(mapped + 512), 512, from),
      MisuseError,
      /D2.*is inside the mapping of 1024 bytes/,
    ],
    [
      'a mapping freed with another size',
      ({ api, device, mapped }) => api.dmaUnmapSingle(device, mapped, 512, from),
      MisuseError,
      /D3/,
    ],
    [
      'a mapping freed by another function',
      ({ api, device, mapped }) => api.dmaUnmapResource(device, mapped, 1024, from),
      MisuseError,
      /D4/,
    ],
    [
      'a mapping freed in another direction',
      ({ api, device, mapped }) => api.dmaUnmapSingle(device, mapped, 1024, 'TO_DEVICE'),
      MisuseError,
      /D7/,
    ],
    [
      'a mapping freed for another device',
      ({ api, other, mapped }) => api.dmaUnmapSingle(other, mapped, 1024, from),
      MisuseError,
      /device 1 .*D2/,
    ],
    [
      'zero bytes mapped',
      ({ api, device, at }) => api.dmaMapSingle(device, at, 0, from),
      MisuseError,
      /0 bytes at 0x\w+ cannot be mapped/,
    ],
    [
      'half a byte mapped',
      ({ api, device, at }) => api.dmaMapSingle(device, at, 0.5, from),
      MisuseError,
      /0.5 bytes/,
    ],
    [
      'a range that wraps',
      ({ api, device }) => api.dmaMapSingle(device, physAddr(Number.MAX_SAFE_INTEGER), 2, from),
      MisuseError,
      /the range wraps/,
    ],
    [
      'a range that leaves memory',
      ({ api, device }) => api.dmaMapSingle(device, physAddr(255 * 4096), 4097, from),
      MisuseError,
      /not all in memory/,
    ],
    [
      'a mapping over another',
      ({ api, device, at }) => api.dmaMapSingle(device, at, 64, from),
      MisuseError,
      /D20/,
    ],
    [
      'more than a segment of slots',
      ({ api, device }) => api.dmaMapSingle(device, physAddr(0), 262_145, 'TO_DEVICE'),
      FullError,
      /no mapping has more than 128/,
    ],
    [
      'no driver',
      ({ api, driverless, at }) => api.dmaMapSingle(driverless, at, 64, 'TO_DEVICE'),
      RefusedByStateError,
      /device 2 refuses MAP_BOUNCED/,
    ],
    [
      'what is not mapped synced',
      ({ api, device, gone }) => api.dmaSyncSingleForCpu(device, dmaAddr(gone + 2048), 64, from),
      MisuseError,
      /D12/,
    ],
    [
      'more synced than is mapped',
      ({ api, device, mapped }) => api.dmaSyncSingleForCpu(device, dmaAddr(mapped + 1), 1024, from),
      MisuseError,
      /D13/,
    ],
    [
      'zero bytes synced',
      ({ api, device, mapped }) => api.dmaSyncSingleForCpu(device, mapped, 0, from),
      MisuseError,
      /0 bytes/,
    ],
    [
      'a sync in another direction',
      ({ api, device, mapped }) => api.dmaSyncSingleForDevice(device, mapped, 64, 'TO_DEVICE'),
      MisuseError,
      /D14/,
    ],
    [
      'a sync for another device',
      ({ api, other, mapped }) => api.dmaSyncSingleForCpu(other, mapped, 64, from),
      MisuseError,
      /device 1 .*D12/,
    ],
    [
      'coherent memory freed with another size',
      ({ api, device, coherent }) => api.dmaFreeCoherent(device, { ...coherent, size: 4095 }),
      MisuseError,
      /D3/,
    ],
    [
      'coherent memory freed as other memory',
      ({ api, device, coherent, at }) => api.dmaFreeCoherent(device, { ...coherent, phys: at }),
      MisuseError,
      /D5/,
    ],
    [
      'coherent memory freed for another device',
      ({ api, other, coherent }) => api.dmaFreeCoherent(other, coherent),
      MisuseError,
      /D2/,
    ],
    [
      'zero bytes allocated',
      ({ api, device }) => api.dmaAllocCoherent(device, 0),
      MisuseError,
      /0 bytes cannot be allocated/,
    ],
    [
      'an attribute that alloc must not have',
      ({ api, device }) => api.dmaAllocCoherent(device, 64, { ccShared: true }),
      MisuseError,
      /whether memory is shared is for the DMA layer to say/,
    ],
    [
      'too much memory',
      ({ api, device }) => api.dmaAllocCoherent(device, 2 ** 30),
      FullError,
      /free pages in a row/,
    ],
    [
      'a second device of a name',
      ({ api }) => api.addDevice({ name: 'device 0' }),
      MisuseError,
      /there is a device device 0 already/,
    ],
    [
      'DMA_MAPPING_ERROR freed',
      ({ api, device }) => api.dmaUnmapSingle(device, -1 as DmaAddr, 64, from),
      MisuseError,
      /D1/,
    ],
  ];

describe('a refused call loses nothing', () => {
  test.each(calls)('%s', (_, call, ErrorClass, message) => {
    const its = scene();
    const before = its.state();
    let thrown: unknown;
    try {
      call(its);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ErrorClass);
    expect((thrown as Error).message).toMatch(message);
    expect(its.state()).toBe(before);

    // And what was there goes on as if nothing had happened.
    its.api.dmaUnmapSingle(its.device, its.mapped, 1024, from);
    expect(its.memory.read(its.at, 1024)).toEqual(Buffer.alloc(1024, 0xdd));
    its.api.dmaFreeCoherent(its.device, its.coherent);
    expect(its.api.mappings(its.device)).toEqual([]);
    expect(its.pool?.mem.totalUsed).toBe(0);
  });
});
