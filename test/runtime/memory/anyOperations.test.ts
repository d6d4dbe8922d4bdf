import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  aliasAddress,
  Bus,
  ConversionError,
  DmaRefusedError,
  dmaAddr,
  GuestMemory,
  MemoryFaultError,
  noIommu,
  PAGE_SIZE,
  type Platform,
  physAddr,
  platforms,
  RefusedByStateError,
  tdiRequester,
} from '../../../runtime/index.ts';
import { type Naive, NaiveMemory } from '../../fixtures/naiveMemory.ts';

const SEED = 20_261_126;
const PAGES = 4;
const ALL = PAGES * PAGE_SIZE;
/** What must never be where the host looks: written to private pages only. */
const MARK = Buffer.from('MARKED#SECRET#16');

type Side = 'private' | 'shared';
interface World {
  readonly memory: GuestMemory;
  readonly bus: Bus;
  /** Which page the host lets fail next, and as what. */
  failing: { readonly page: number; readonly leaving: Side } | undefined;
}

function worldOn(platform: Platform): World {
  const world: World = {
    memory: new GuestMemory({
      size: ALL,
      platform,
      conversions: (page) =>
        world.failing?.page === page / PAGE_SIZE ? { failsLeaving: world.failing.leaving } : 'converts',
    }),
    get bus() {
      return bus;
    },
    failing: undefined,
  };
  const bus = new Bus(world.memory.controller);
  world.memory.allocPages(ALL, 0);
  for (const device of [0, 1]) {
    const requester = tdiRequester(device, { secured: true, bme: 1 });
    if (device === 1) for (const type of ['LOCK', 'ACCEPT']) requester.step(0, { type, device });
    bus.attach(device, { requester, iommu: noIommu(platform) });
  }
  return world;
}

/** Runs an access; the error if hardware stopped it. */
function stopped(access: () => void): MemoryFaultError | DmaRefusedError | undefined {
  try {
    access();
    return undefined;
  } catch (error) {
    if (error instanceof MemoryFaultError || error instanceof DmaRefusedError) return error;
    throw error;
  }
}

const agree = (real: Buffer, naive: readonly (number | null)[]): boolean =>
  real.length === naive.length && naive.every((byte, i) => byte === null || byte === real[i]);

/** What must be so after every operation: the states, and what the host sees of each page. */
function compare(naive: NaiveMemory, { memory }: World): void {
  const store = memory.host.read(physAddr(0), ALL);
  expect(store.includes(MARK)).toBe(false);
  for (const [i, page] of naive.pages.entries()) {
    const at = physAddr(i * PAGE_SIZE);
    expect([memory.pages.view(i).value, memory.visibility(at), memory.directMapEntry(at)]).toEqual([
      page.state,
      page.side,
      page.entry,
    ]);
    if (page.side === 'shared') expect(agree(store.subarray(at, at + PAGE_SIZE), page.bytes)).toBe(true);
  }
}

type Command = fc.Command<NaiveMemory, World>;
const command = (
  name: string,
  check: (naive: NaiveMemory) => boolean,
  run: (naive: NaiveMemory, world: World) => void,
): Command => ({
  check: (naive) => check(naive as NaiveMemory),
  run(naive, world) {
    run(naive, world);
    compare(naive, world);
  },
  toString: () => name,
});

function access(who: Naive, kind: 'read' | 'write', at: number, bytes: Uint8Array, secret = false): Command {
  const name = `${JSON.stringify(who)} ${kind}s ${bytes.length} at 0x${at.toString(16)}${secret ? ', secrets' : ''}`;
  return command(
    name,
    // A direct map that is not what pages are has its own tests; and nobody writes secrets where it is shared.
    (naive) =>
      (who !== 'kernel' || naive.in(at, bytes.length).every(({ entry, side }) => entry === side)) &&
      (!secret || naive.in(at, bytes.length).every(({ side }) => side === 'private')),
    (naive, { memory, bus }) => {
      let read: Buffer = Buffer.alloc(0);
      const device = typeof who === 'object' ? who.t : 0;
      const place = physAddr(at);
      const address = () =>
        dmaAddr(
          memory.platform.aliasOnBus && typeof who === 'object'
            ? aliasAddress(memory.platform, place, who.alias)
            : at,
        );
      const error = stopped(() => {
        if (kind === 'read') {
          if (who === 'kernel') read = memory.read(place, bytes.length);
          else if (who === 'host') read = memory.host.read(place, bytes.length);
          else read = bus.read(device, address(), bytes.length, who.t);
        } else if (who === 'kernel') memory.write(place, bytes);
        else if (who === 'host') memory.host.write(place, bytes);
        else bus.write(device, address(), bytes, who.t);
      });
      if (kind === 'write') {
        const done = naive.write(who, at, [...bytes], secret);
        expect(error === undefined).toBe(done === bytes.length);
        if (error instanceof DmaRefusedError) expect(error.done).toBe(done);
        return;
      }
      const expected = naive.read(who, at, bytes.length);
      expect(error === undefined).toBe(expected.done === bytes.length);
      if (error === undefined) expect(agree(read, expected.bytes)).toBe(true);
    },
  );
}

function copy(to: number, from: number, size: number): Command {
  return command(
    `copies ${size} from 0x${from.toString(16)} to 0x${to.toString(16)}`,
    (naive) =>
      [...naive.in(to, size), ...naive.in(from, size)].every(({ entry, side }) => entry === side) &&
      (naive.in(from, size).every(({ secret }) => !secret) ||
        naive.in(to, size).every(({ side }) => side === 'private')),
    (naive, { memory }) => {
      const error = stopped(() => memory.copy(physAddr(to), physAddr(from), size));
      const secret = naive.in(from, size).some((page) => page.secret);
      const { done, bytes } = naive.read('kernel', from, size);
      const written = done === size ? naive.write('kernel', to, bytes, secret) : 0;
      expect(error === undefined).toBe(written === size);
    },
  );
}

function convert(
  first: number,
  count: number,
  to: Side,
  failing?: { readonly at: number; readonly leaving: Side },
): Command {
  return command(
    `converts ${count} from page ${first} to ${to}${failing ? `, failing at ${failing.at} and leaving it ${failing.leaving}` : ''}`,
    // A guest does not give away what is secret, where its platform would show it.
    (naive) =>
      to === 'private' ||
      naive.platform.onConversion !== 'keep' ||
      naive.pages.slice(first, first + count).every(({ secret }) => !secret),
    (naive, world) => {
      const range = naive.pages.slice(first, first + count);
      const from = to === 'private' ? 'shared' : 'private';
      world.failing = failing && { page: first + failing.at, leaving: failing.leaving };
      const call = () => {
        const at = physAddr(first * PAGE_SIZE);
        if (to === 'private') world.memory.setMemoryEncrypted(at, range.length * PAGE_SIZE);
        else world.memory.setMemoryDecrypted(at, range.length * PAGE_SIZE);
      };
      if (range.some(({ state }) => state !== from)) expect(call).toThrow(RefusedByStateError);
      else if (naive.convert(range, to, failing)) call();
      else expect(call).toThrow(ConversionError);
    },
  );
}

const side = fc.constantFrom<Side>('private', 'shared');
const at = fc.oneof(
  fc.nat(ALL - 1),
  fc.nat(ALL / 16 - 1).map((granule) => granule * 16),
  fc.nat(PAGES - 2).map((page) => (page + 1) * PAGE_SIZE - 40),
);
const length = fc.oneof(
  fc.nat(100),
  fc.nat(8).map((granules) => granules * 16),
  fc.nat(2 * PAGE_SIZE),
);
const range = fc.tuple(at, length).map(([start, size]) => ({ at: start, size: Math.min(size, ALL - start) }));
const bytesFor = (size: number, first: number) =>
  Buffer.from(Array.from({ length: size }, (_, i) => (first + i * 31) % 256));
const who = fc.oneof(
  fc.constant<Naive>('kernel'),
  fc.constant<Naive>('host'),
  fc.record({ t: fc.constantFrom<0 | 1>(0, 1), alias: side }),
);
const pages = fc
  .tuple(fc.nat(PAGES - 1), fc.integer({ min: 1, max: PAGES }))
  .map(([first, count]) => ({ first, count: Math.min(count, PAGES - first) }));

const commands = [
  fc
    .tuple(who, fc.constantFrom<'read' | 'write'>('read', 'write'), range, fc.nat(255))
    .map(([by, kind, { at: start, size }, first]) => access(by, kind, start, bytesFor(size, first))),
  range.map(({ at: start, size }) => access('kernel', 'write', start, Buffer.alloc(size, MARK), true)),
  fc.tuple(range, at).map(([{ at: from, size }, to]) => copy(to, from, Math.min(size, ALL - to))),
  fc.tuple(pages, side).map(([{ first, count }, to]) => convert(first, count, to)),
  fc
    .tuple(pages, side, fc.nat(PAGES - 1), side)
    .map(([{ first, count }, to, failing, leaving]) =>
      convert(first, count, to, { at: failing % count, leaving }),
    ),
];

const kinds: readonly Platform[] = [
  ...Object.values(platforms),
  { ...platforms.cca, name: 'cca that keeps bytes', onConversion: 'keep' },
];

test.each(kinds)(
  `on $name, any operations of guest, host and devices do what lists of bytes do, and show the host no secret (seed ${SEED})`,
  (platform) => {
    fc.assert(
      fc.property(fc.commands(commands, { size: '+1', maxCommands: 40 }), (sequence) => {
        fc.modelRun(() => ({ model: new NaiveMemory(platform, PAGES), real: worldOn(platform) }), sequence);
      }),
      { seed: SEED, numRuns: 40 },
    );
  },
);
