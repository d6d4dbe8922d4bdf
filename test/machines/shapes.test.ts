import { describe, expect, test } from '@jest/globals';
import { instancesOf, machineOf, tabulate } from '../../composition/index.ts';
import { alphabet, machines } from '../../machines/index.ts';

/** Inputs under which each machine is pinned: its parameters, one at a time, away from their defaults. */
const inputs: { readonly [Name in keyof typeof machines]: readonly object[] } = {
  host: [
    { moves: [] },
    { moves: ['M02', 'M05', 'M10', 'M11', 'M14', 'M16', 'M18', 'M19', 'M21', 'M25', 'M28', 'M30'] },
  ],
  page: [
    {},
    { onConversion: 'keep' },
    { leaksOnFailure: false },
    { addressFollowsPage: false },
    { clearsOnAlloc: true },
    { reach: 'beyondMask' },
  ],
  pool: [{}, { visibility: 'private' }, { failsClosed: false }, { dynamic: true }],
  slot: [{}, { pool: 1 }, { visibility: 'private' }, { copiesInAlways: false }],
  mapping: [{}, { refusesAccept: false }],
  dmaDirect: [
    { followsDevice: 'never' },
    { followsDevice: 'acceptance' },
    { followsDevice: 'bit' },
    { followsDevice: 'bus' },
    { followsDevice: 'acceptance', mapsSharedPages: true },
    { followsDevice: 'acceptance', privateBounce: 'privatePool' },
    { followsDevice: 'acceptance', privateBounce: 'never' },
    { followsDevice: 'acceptance', afterError: 'unencrypted' },
    { followsDevice: 'acceptance', checksMask: false },
    { followsDevice: 'bus', privateAddress: 'shared' },
  ],
  device: [
    { privateBy: 'nobody' },
    { privateBy: 'driver' },
    { privateBy: 'bus' },
    { privateBy: 'acceptance' },
    { privateBy: 'acceptance', detachedOnly: false },
    { privateBy: 'acceptance', evidenceBoundToAccept: true },
    { privateBy: 'acceptance', seesError: true },
    { privateBy: 'acceptance', secretsOnlyWhenPrivate: false },
  ],
  endpoint: [{ reaches: 'shared' }, { reaches: 'private' }],
  tdi: [
    { secured: true, bme: 1 },
    {},
    { secured: true, bmeWrite0When0: 'error' },
    { secured: true, bme: 1, errorAutoClear: true },
    { secured: true, bme: 1, lockedT0Dma: 'allowed' },
    { secured: true, bme: 1, cmdRegPolicy: 'vmmTrapNop' },
    { secured: true, bme: 1, cmdRegPolicy: 'guestCoreNop' },
    { secured: true, bme: 1, cmdRegPolicy: 'vfioBlock' },
    { secured: true, ideRequired: false },
    { secured: true, p2pSupported: true },
    { secured: true, msixLocked: true },
    { secured: true, vendorRegistersTracked: false },
    { secured: true, bme: 1, stopDrains: false },
  ],
  pciDriver: [{ enable: 'split' }, { enable: 'coalesced' }, { enable: 'split', clearsBme: false }],
  virtio: [{}],
  virtioFeatures: [
    {},
    { offers: [27, 28, 32, 33] },
    { requires: [33] },
    { requires: [33], onMissing: 'hope' },
  ],
  virtioDriver: [
    {},
    { accepts: [27, 32, 33] },
    { mayAccept: [27, 28] },
    { needs: [33] },
    { legacy: true },
    { rereadsFeaturesOk: false },
    { waitsForReset: false },
  ],
  virtqueue: [{}, { onBlocked: 'NEEDS_RESET' }],
  restrictedPool: [
    {},
    { described: 'invalid' },
    { described: 'unreferenced' },
    { described: 'capability' },
    { described: 'none' },
    { guestKnows: false },
    { failsClosed: true },
  ],
  platform: [{}, { path: 'open' }, { path: 'block' }],
};

/** One member of each index set, and a second where a guard has to tell it from the first. */
const sizesFor = (name: string) => ({
  device: name === 'mapping' ? 1 : 2,
  pool: name === 'slot' ? 2 : 1,
  page: 1,
  slot: 1,
  mapping: 1,
  platform: 1,
});

describe.each(Object.entries(inputs))('the %s machine keeps its shape', (name, variants) => {
  test.each(variants.map((input) => [JSON.stringify(input), input] as const))('with %s', (_, input) => {
    const machine = machineOf(machines[name as keyof typeof machines], input);
    const events = [...machine.handles].flatMap((type) => instancesOf(alphabet, type, sizesFor(name)));
    const { snapshots, next } = tabulate(machine, events);
    const counts: Record<string, { accepted: number; moving: number }> = {};
    next.forEach((to, e) => {
      const type = events[e]?.event.type ?? '';
      const of = counts[type] ?? { accepted: 0, moving: 0 };
      const accepted = to.filter((target) => target >= 0).length;
      const moving = to.filter((target, s) => target >= 0 && target !== s).length;
      counts[type] = { accepted: of.accepted + accepted, moving: of.moving + moving };
    });
    const lines = Object.entries(counts).map(
      ([type, { accepted, moving }]) => `${type}: accepted ${accepted}, moving ${moving}`,
    );
    expect([`${snapshots.length} local states`, ...lines]).toMatchSnapshot();
  });
});
