import { describe, expect, test } from '@jest/globals';
import type { AnyEvent } from '../../../composition/index.ts';
import {
  aliasAddress,
  Bus,
  blockingIommu,
  busGates,
  DmaRefusedError,
  dmaAddr,
  endpointRequester,
  GuestMemory,
  type Iommu,
  MisuseError,
  noIommu,
  PAGE_SIZE,
  type Platform,
  physAddr,
  platforms,
  type Requester,
  tdiRequester,
} from '../../../runtime/index.ts';

const pattern = Buffer.from('sixteen byte row');
const at = (page: number, offset = 0) => physAddr(page * PAGE_SIZE + offset);
const { tdx, sevSnp } = platforms;

/** Page 0 private, page 1 shared, the pattern at the start of both. */
function twoPages(platform: Platform = tdx): GuestMemory {
  const memory = new GuestMemory({ size: 4 * PAGE_SIZE, platform });
  memory.allocPages(4 * PAGE_SIZE, 0);
  memory.setMemoryDecrypted(at(1), PAGE_SIZE);
  memory.write(at(0), pattern);
  memory.write(at(1), pattern);
  return memory;
}

const LOCK = { type: 'LOCK', device: 0 };
const ACCEPT = { type: 'ACCEPT', device: 0 };
const BAR = { type: 'WRITE_CONFIG', device: 0, writer: 'host', register: 'BAR' };
const ways: Readonly<Record<string, readonly AnyEvent[]>> = {
  CONFIG_UNLOCKED: [],
  CONFIG_LOCKED: [LOCK],
  RUN: [LOCK, ACCEPT],
  ERROR: [LOCK, ACCEPT, BAR],
};

function tdiIn(state: string, bme: 0 | 1 = 1): Requester {
  const tdi = tdiRequester(0, { secured: true, bme });
  for (const event of ways[state] ?? []) tdi.step(0, event);
  expect(tdi.view(0)).toMatchObject({ value: state, context: { bme } });
  return tdi;
}

function busWith(memory: GuestMemory, requester: Requester, iommu: Iommu = noIommu(memory.platform)): Bus {
  const bus = new Bus(memory.controller);
  bus.attach(0, { requester, iommu });
  return bus;
}

/** What an access comes to: the gate that refuses it, or `passes`. */
function gateOf(access: () => unknown): string {
  try {
    access();
    return 'passes';
  } catch (error) {
    if (error instanceof DmaRefusedError) return error.gate;
    throw error;
  }
}

describe('the order of the gates', () => {
  const bits = [0, 1] as const;
  const aliases = ['private', 'shared'] as const;
  const rows = Object.keys(ways).flatMap((state) =>
    bits.flatMap((bme) =>
      bits.flatMap((t) =>
        [true, false].flatMap((mapped) =>
          aliases.flatMap((page) => aliases.map((alias) => ({ state, bme, t, mapped, page, alias }))),
        ),
      ),
    ),
  );

  /** PCIe r6.3 11.2.1 and the order, written down once more. */
  const expected = ({ state, bme, t, mapped, page, alias }: (typeof rows)[number]): string => {
    if (bme === 0) return 'BME';
    if (state === 'CONFIG_LOCKED' || state === 'ERROR') return 'TDI state';
    if (t !== (state === 'RUN' ? 1 : 0)) return 'T bit';
    if (!mapped) return 'IOMMU';
    return t === 0
      ? page === 'shared'
        ? 'passes'
        : 'page ownership'
      : page === alias
        ? 'passes'
        : 'page ownership';
  };

  test('every way in which gates can agree or not, for reading and writing: the first that refuses is named', () => {
    const found = rows.flatMap((row) => {
      const { state, bme, t, mapped, page, alias } = row;
      const memory = twoPages();
      const bus = busWith(memory, tdiIn(state, bme), mapped ? noIommu(tdx) : blockingIommu);
      const place = at(page === 'private' ? 0 : 1);
      const address = dmaAddr(aliasAddress(tdx, place, alias));
      const written = Buffer.alloc(16, 9);
      const read = gateOf(() => expect(bus.read(0, address, 16, t)).toEqual(pattern));
      const write = gateOf(() => bus.write(0, address, written, t));
      expect(memory.read(place, 16)).toEqual(write === 'passes' ? written : pattern);
      return read === expected(row) && write === expected(row) ? [] : [{ ...row, read, write }];
    });
    expect(found).toEqual([]);
    expect(rows).toHaveLength(128);
  });

  test.each([...busGates])('%s alone refuses what otherwise passes', (gate) => {
    const memory = twoPages();
    const tdi = tdiIn(gate === 'TDI state' ? 'ERROR' : 'RUN', gate === 'BME' ? 0 : 1);
    const bus = busWith(memory, tdi, gate === 'IOMMU' ? blockingIommu : noIommu(tdx));
    const t = gate === 'T bit' ? 0 : 1;
    const page = at(gate === 'page ownership' ? 1 : 0);
    expect(gateOf(() => bus.read(0, dmaAddr(page), 16, t))).toBe(gate);
    expect(gateOf(() => busWith(memory, tdiIn('RUN')).read(0, dmaAddr(at(0)), 16, 1))).toBe('passes');
  });
});

describe('a refusal', () => {
  test('says which device, which gate, where, how far and why', () => {
    const bus = busWith(twoPages(), tdiIn('CONFIG_UNLOCKED'));
    let error: unknown;
    try {
      bus.read(0, dmaAddr(at(0, 8)), 16, 0);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ gate: 'page ownership', device: 0, at: 8, done: 0 });
    expect(String(error)).toContain(
      'page ownership refuses the access of device 0 to 0x8: DMA fault at 0x8: a device with T=0',
    );
  });

  test('of a long access comes after the pages before it, as its transactions do', () => {
    const memory = twoPages();
    const bus = busWith(memory, tdiIn('CONFIG_UNLOCKED'));
    const bytes = Buffer.alloc(64, 5);
    let error: unknown;
    try {
      bus.write(0, dmaAddr(at(1, 4064)), bytes, 0);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ gate: 'page ownership', at: at(2), done: 32 });
    expect(memory.read(at(1, 4064), 32)).toEqual(bytes.subarray(32));
  });

  test('where there is no memory is one of page ownership', () => {
    const bus = busWith(twoPages(), tdiIn('CONFIG_UNLOCKED'));
    expect(() => bus.read(0, dmaAddr(at(4)), 1, 0)).toThrow('there is no memory at 0x4000');
    expect(gateOf(() => bus.write(0, dmaAddr(2 ** 40), pattern, 0))).toBe('page ownership');
  });

  test.each([2 ** 52, 2 ** 53, 2 ** 64 - 1, 2 ** 52 - 8])(
    'is what address %d of a ring comes to',
    (address) => {
      for (const platform of [tdx, sevSnp])
        for (const state of ['CONFIG_UNLOCKED', 'RUN']) {
          const port = busWith(twoPages(platform), tdiIn(state)).portOf(0);
          expect(() => port.read(address, Buffer.alloc(16))).toThrow(DmaRefusedError);
          expect(() => port.write(address, Buffer.alloc(16))).toThrow(DmaRefusedError);
        }
    },
  );

  test('is not one for the wrong device number', () => {
    const bus = busWith(twoPages(), tdiIn('RUN'));
    expect(() => bus.read(1, dmaAddr(0), 1, 1)).toThrow(MisuseError);
    expect(() => bus.attach(0, { requester: tdiIn('RUN'), iommu: blockingIommu })).toThrow(
      'device 0 is on the bus already',
    );
  });
});

describe('who sends', () => {
  test('a device of the host reaches shared pages, one of the paravisor private ones', () => {
    const memory = twoPages();
    const host = busWith(memory, endpointRequester(0, { reaches: 'shared' }));
    const paravisor = busWith(memory, endpointRequester(0, { reaches: 'private' }));
    expect([0, 1].map((page) => gateOf(() => host.read(0, dmaAddr(at(page)), 16, 0)))).toEqual([
      'page ownership',
      'passes',
    ]);
    expect(gateOf(() => host.read(0, dmaAddr(at(0)), 16, 1))).toBe('T bit');
    expect(paravisor.read(0, dmaAddr(at(0)), 16, 1)).toEqual(pattern);
  });

  test('a TDI is let through as long as its machine lets it, and no longer', () => {
    const tdi = tdiIn('RUN');
    const bus = busWith(twoPages(), tdi);
    const port = bus.portOf(0);
    const into = Buffer.alloc(16);
    port.read(at(0), into);
    expect(into).toEqual(pattern);
    tdi.step(0, { type: 'WRITE_COMMAND', device: 0, writer: 'guest', bme: 0, mse: 1 });
    expect(tdi.view(0).value).toBe('ERROR');
    expect(() => port.read(at(0), into)).toThrow('BME refuses');
    tdi.step(0, { type: 'WRITE_COMMAND', device: 0, writer: 'guest', bme: 1, mse: 1 });
    expect(() => port.write(at(0), into)).toThrow('TDI state refuses');
    tdi.step(0, { type: 'UNLOCK', device: 0 });
    expect(() => port.write(at(0), into)).toThrow('page ownership refuses');
    expect(() => port.write(at(1), into)).not.toThrow();
  });

  test('a faulty device writes after STOP what it had accepted in RUN, once', () => {
    const memory = twoPages();
    const tdi = tdiRequester(0, { secured: true, bme: 1, stopDrains: false });
    for (const event of [LOCK, ACCEPT, { type: 'DMA_POSTED', device: 0 }, { type: 'UNLOCK', device: 0 }])
      tdi.step(0, event);
    const bus = busWith(memory, tdi);
    const late = Buffer.alloc(16, 3);
    bus.write(0, dmaAddr(at(0)), late, 1);
    expect(memory.read(at(0), 16)).toEqual(late);
    expect(gateOf(() => bus.write(0, dmaAddr(at(0)), late, 1))).toBe('T bit');
  });

  test('a device that may send without the T bit in CONFIG_LOCKED, where the TSM lets it', () => {
    const tdi = tdiRequester(0, { secured: true, bme: 1, lockedT0Dma: 'allowed' });
    tdi.step(0, LOCK);
    const bus = busWith(twoPages(), tdi);
    expect(gateOf(() => bus.read(0, dmaAddr(at(1)), 16, 0))).toBe('passes');
    expect(gateOf(() => bus.read(0, dmaAddr(at(1)), 16, 1))).toBe('T bit');
  });
});

describe('an address that carries no alias', () => {
  test('means private memory with the T bit, and shared memory without', () => {
    const memory = twoPages(sevSnp);
    const read = (state: string, page: number, t: 0 | 1) =>
      gateOf(() => busWith(memory, tdiIn(state)).read(0, dmaAddr(at(page)), 16, t));
    expect([read('RUN', 0, 1), read('RUN', 1, 1)]).toEqual(['passes', 'page ownership']);
    expect([read('CONFIG_UNLOCKED', 0, 0), read('CONFIG_UNLOCKED', 1, 0)]).toEqual([
      'page ownership',
      'passes',
    ]);
  });

  test('is tried by bounds all the same: with the bit of a page table entry it leads nowhere', () => {
    const bus = busWith(twoPages(sevSnp), tdiIn('RUN'));
    expect(gateOf(() => bus.read(0, dmaAddr(aliasAddress(sevSnp, at(0), 'private')), 16, 1))).toBe(
      'page ownership',
    );
  });

  test('SEV without SNP refuses nothing: the device moves ciphertext', () => {
    const memory = twoPages(platforms.sev);
    const bus = busWith(memory, endpointRequester(0, { reaches: 'shared' }));
    expect(bus.read(0, dmaAddr(at(0)), 16, 0)).toEqual(memory.host.read(at(0), 16));
    expect(bus.read(0, dmaAddr(at(0)), 16, 0)).not.toEqual(pattern);
  });
});
