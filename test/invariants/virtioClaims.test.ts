import { expect, test } from '@jest/globals';
import { type AnyStateMachine, assign } from 'xstate';
import { check } from '../../checker/index.ts';
import { compose, type Family } from '../../composition/index.ts';
import {
  deviceStatus,
  type HostMove,
  platformMachine,
  restrictedPoolMachine,
  virtioDriverMachine,
  virtioMachine,
  virtqueueMachine,
} from '../../machines/index.ts';
import { systemOf } from '../../proposals/systemOf.ts';
import { type VirtioDesign, virtioWorld } from '../../proposals/virtioWorld.ts';

/** A design in which every claim holds while the host is honest. */
const sound: VirtioDesign = {
  device: { offers: [27, 32, 33], requires: [27] },
  driver: { mayAccept: [27], needs: [32] },
  pool: { described: 'capability' },
  platform: { path: 'poolOnly' },
};

/** Names of the claims that are violated, with machines replaced, or left out where given as undefined. */
async function violated(
  design: VirtioDesign,
  machines: Readonly<Record<string, AnyStateMachine | undefined>> = {},
  moves: readonly HostMove[] = [],
): Promise<string[]> {
  const families = Object.entries(virtioWorld(design)).flatMap(([name, family]): [string, Family][] => {
    const machine = name in machines ? machines[name] : family.machine;
    return machine ? [[name, { ...family, machine }]] : [];
  });
  const { claims } = await check(compose(systemOf('mutant', moves, Object.fromEntries(families))));
  return claims.flatMap(({ claim, verdict }) => (verdict === 'violated' ? [claim] : [])).sort();
}

test('the sound design violates nothing', async () => {
  expect(await violated(sound)).toEqual([]);
});

test('that a beginning comes to an end rests on a guest that goes on, and on nothing else', async () => {
  const system = systemOf('sound', ['M14', 'M16', 'M19'], virtioWorld(sound));
  const claims = system.claims.flatMap((claim) =>
    claim.name === 'eventuallyLiveOrRefused' && claim.kind === 'leadsTo'
      ? [claim, { ...claim, name: 'ofAnyGuest', fairness: [] }]
      : [],
  );
  const report = await check(compose({ ...system, claims }));
  expect(report.claims).toMatchObject([
    { claim: 'eventuallyLiveOrRefused', verdict: 'holds' },
    { claim: 'ofAnyGuest', verdict: 'violated' },
  ]);
});

test('without a driver that keeps to the sequence, every claim about the sequence is violated', async () => {
  expect(await violated({ ...sound, device: { requires: [33] } }, { virtioDriver: undefined })).toEqual([
    'accessPlatformStripRejected',
    'deviceRefusesUnrestrictedDriver',
    'failedRequiresReset',
    'featureSubset',
    'featuresOkReread',
    'legacyNeverInCoCo',
    'noFeatureAfterFeaturesOk',
    'noSilentFailure',
    'poolHonouredImpliesDmaApi',
    'postedBufferCanBeTakenBack',
    'resetBeforeReuse',
    'restrictedDriverPassesOnlyPoolAddresses',
  ]);
});

test.each<
  readonly [string, VirtioDesign, Readonly<Record<string, AnyStateMachine>>, readonly HostMove[], string]
>([
  [
    'a driver that does not read FEATURES_OK back',
    { ...sound, driver: { ...sound.driver, rereadsFeaturesOk: false } },
    {},
    [],
    'featuresOkReread',
  ],
  [
    'a driver that does not read FEATURES_OK back, before a device that refused',
    { ...sound, driver: { ...sound.driver, rereadsFeaturesOk: false } },
    {},
    [],
    'deviceRefusesUnrestrictedDriver',
  ],
  [
    'a driver that takes no notice of what it read',
    sound,
    { virtioDriver: virtioDriverMachine.provide({ guards: { confirmed: () => true } }) },
    [],
    'featuresOkReread',
  ],
  [
    'a driver that chooses freely',
    sound,
    { virtioDriver: virtioDriverMachine.provide({ guards: { chooses: () => true } }) },
    [],
    'featureSubset',
  ],
  [
    'a driver that passes any kind of address',
    sound,
    { virtioDriver: virtioDriverMachine.provide({ guards: { ownApi: () => true } }) },
    [],
    'restrictedDriverPassesOnlyPoolAddresses',
  ],
  [
    'a driver that goes on without what it needs',
    { ...sound, driver: { accepts: [33] } },
    {},
    [],
    'legacyNeverInCoCo',
  ],
  [
    'a legacy driver',
    {
      ...sound,
      driver: { accepts: [27], legacy: true },
      pool: { described: 'capability', guestKnows: false },
    },
    {},
    [],
    'bit27NoAlias',
  ],
  [
    'a driver that does not wait for the reset',
    { ...sound, driver: { ...sound.driver, waitsForReset: false } },
    {},
    [],
    'resetBeforeReuse',
  ],
  [
    'a status register that keeps only the last bit',
    sound,
    {
      virtio: virtioMachine.provide({
        actions: { set: assign((_, bit) => ({ status: deviceStatus[bit] })) },
      }),
    },
    [],
    'statusMonotoneUntilReset',
  ],
  [
    'a platform that lets everything through',
    sound,
    { platform: platformMachine.provide({ guards: { decides: () => true } }) },
    ['M21'],
    'poolContainment',
  ],
  [
    'a pool that hands out RAM',
    { ...sound, pool: {} },
    { restrictedPool: restrictedPoolMachine.provide({ guards: { pooled: () => true } }) },
    [],
    'restrictedDriverPassesOnlyPoolAddresses',
  ],
  [
    'a guest that fails open',
    { ...sound, device: {}, pool: { failsClosed: true } },
    { restrictedPool: restrictedPoolMachine.provide({ guards: { failsOpen: () => true } }) },
    ['M25'],
    'poolInitFailClosed',
  ],
  [
    'a device that starts before DRIVER_OK',
    sound,
    { virtqueue: virtqueueMachine.provide({ guards: { live: () => true } }) },
    [],
    'noConsumeBeforeDriverOk',
  ],
  [
    'a device that need not report what was blocked',
    { ...sound, device: { offers: [27, 32, 33] }, queue: { onBlocked: 'NEEDS_RESET' } },
    { virtqueue: virtqueueMachine.provide({ guards: { reported: () => true } }) },
    [],
    'noSilentFailure',
  ],
  ['a host that may access the pool at any time', sound, {}, ['M16'], 'noLateDmaAfterUsed'],
  ['a host that goes on after a reset', sound, {}, ['M19'], 'noLateDmaAfterUsed'],
  [
    'a host that strips ACCESS_PLATFORM',
    { ...sound, device: { requires: [33] }, pool: {} },
    {},
    ['M02'],
    'poolHonouredImpliesDmaApi',
  ],
  [
    'a host that strips ACCESS_PLATFORM, and the device is live',
    { ...sound, device: { requires: [33] }, pool: {} },
    {},
    ['M02'],
    'accessPlatformStripRejected',
  ],
])('%s', async (_, design, machines, moves, claim) => {
  expect(await violated(design, machines, moves)).toContain(claim);
});

test('the hoping device is silent, unless it has to report first', async () => {
  const hoping: VirtioDesign = { ...sound, device: { ...sound.device, onMissing: 'hope' } };
  expect(await violated(hoping)).toEqual(['deviceRefusesUnrestrictedDriver', 'noSilentFailure']);
  const reporting: VirtioDesign = { ...hoping, queue: { onBlocked: 'NEEDS_RESET' } };
  expect(await violated(reporting, {}, ['M18'])).toEqual(['deviceRefusesUnrestrictedDriver']);
});
