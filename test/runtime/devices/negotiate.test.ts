import { expect, test } from '@jest/globals';
import {
  type FeatureBit,
  type VirtioDriverInput,
  type VirtioFeaturesInput,
  virtioDriverMachine,
} from '../../../machines/index.ts';
import {
  maskOf,
  NegotiationRefusedError,
  negotiate,
  Parts,
  rngDevice,
  VirtioDevice,
} from '../../../runtime/index.ts';
import { FlatMemory } from '../virtio/flatMemory.ts';

interface Case {
  readonly device?: VirtioFeaturesInput;
  readonly driver?: VirtioDriverInput;
  readonly declines?: readonly FeatureBit[];
  readonly legacy?: boolean;
}

async function outcome({ device, driver, ...rest }: Case) {
  const transport = new VirtioDevice({
    type: rngDevice((into) => into.fill(7)),
    memory: new FlatMemory(4096),
    features: device,
  });
  const life = new Parts({ machine: virtioDriverMachine, input: driver }, 1, () => 'driver');
  life.step(0, { type: 'POOL_ATTACH', device: 0 });
  try {
    const accepted = await negotiate(transport, { driver: life, wants: 0n, ...rest, setUp: async () => {} });
    return { status: await transport.status(), driver: life.view(0).value, accepted };
  } catch (error) {
    if (!(error instanceof NegotiationRefusedError)) throw error;
    return { status: await transport.status(), driver: life.view(0).value, rule: error.rule };
  }
}

const restricted = { offers: [27, 32, 33], requires: [27] } as const;

// ACKNOWLEDGE 1, DRIVER 2, DRIVER_OK 4, FEATURES_OK 8, FAILED 128
test.each<[string, Case, object]>([
  ['everything accepted', {}, { status: 15, driver: 'live', accepted: maskOf([32, 33]) }],
  [
    'a required bit accepted',
    { device: restricted, driver: { mayAccept: [27] } },
    { status: 15, driver: 'live', accepted: maskOf([27, 32, 33]) },
  ],
  [
    'a required bit declined: the device leaves FEATURES_OK clear',
    { device: restricted, driver: { mayAccept: [27] }, declines: [27] },
    { status: 131, driver: 'failed', rule: 'deviceRefusesUnrestrictedDriver' },
  ],
  [
    'a required bit declined, and the device hopes',
    { device: { ...restricted, onMissing: 'hope' }, driver: { mayAccept: [27] }, declines: [27] },
    { status: 15, driver: 'live', accepted: maskOf([32, 33]) },
  ],
  [
    'a driver that needs what the device does not offer',
    { device: { offers: [32] }, driver: { needs: [32, 33] } },
    { status: 131, driver: 'failed', rule: 'accessPlatformStripRejected' },
  ],
  [
    'a device with the legacy interface only',
    { device: { offers: [] }, driver: { needs: [32] }, legacy: true },
    { status: 131, driver: 'failed', rule: 'legacyNeverInCoCo' },
  ],
  [
    'a legacy driver: no FEATURES_OK, and bit 27 is something else',
    { device: restricted, driver: { accepts: [], mayAccept: [27], legacy: true }, legacy: true },
    { status: 7, driver: 'live', accepted: maskOf([27]) },
  ],
])('%s', async (_, negotiated, expected) => {
  expect(await outcome(negotiated)).toEqual(expected);
});
