import type { Scenario } from './scenario.ts';
import { places } from './stage.ts';

const stage = { bus: 'mmio' } as const;

/** Status, features and queues of an entropy device on virtio-mmio. */
export const registerScenarios: readonly Scenario[] = [
  {
    id: 'E1',
    setUp: 'everything accepted',
    stage,
    async play(actor) {
      const featuresOk = await actor.negotiate(32, 33);
      await actor.queue();
      return `status ${featuresOk}, then ${await actor.status(15)}`;
    },
    qemu: 'status 11, then 15',
  },
  {
    id: 'E2',
    setUp: 'ACCESS_PLATFORM offered and dropped',
    stage,
    play: async (actor) => `status ${await actor.negotiate(32)}`,
    qemu: 'status 3',
  },
  {
    id: 'E3',
    setUp: 'VERSION_1 dropped on a modern device',
    stage,
    play: async (actor) => `status ${await actor.negotiate(33)}`,
    qemu: 'status 11',
  },
  {
    id: 'E4',
    setUp: 'bit 27 accepted, which was not offered',
    stage,
    play: async (actor) => `status ${await actor.negotiate(27, 32, 33)}`,
    qemu: 'status 11',
    breaks: 'featureSubset',
  },
  {
    id: 'E5',
    setUp: 'DRIVER_OK without FEATURES_OK',
    stage,
    async play(actor) {
      for (const bits of [0, 1, 3]) await actor.status(bits);
      await actor.accept(32, 33);
      return `status ${await actor.status(7)}`;
    },
    qemu: 'status 7',
    breaks: 'featuresOkReread',
  },
  {
    id: 'E6',
    setUp: 'other features after FEATURES_OK',
    stage,
    async play(actor) {
      await actor.negotiate(32, 33);
      await actor.accept(28, 32, 33);
      return `status ${await actor.status(15)}`;
    },
    qemu: 'status 15',
    breaks: 'noFeatureAfterFeaturesOk',
  },
  {
    id: 'E7',
    setUp: 'the driver clears a bit of the status',
    stage,
    async play(actor) {
      await actor.negotiate(32, 33);
      return `status ${await actor.status(3)}`;
    },
    qemu: 'status 3',
    differs: { model: 'status 11', why: 'the machine of the status has no event that clears a bit' },
    breaks: 'statusMonotoneUntilReset',
  },
  {
    id: 'E8',
    setUp: 'FEATURES_OK after FAILED, without a reset',
    stage,
    async play(actor) {
      for (const bits of [0, 1, 3, 131]) await actor.status(bits);
      await actor.accept(32, 33);
      return `status ${await actor.status(139)}`;
    },
    qemu: 'status 139',
    breaks: 'failedRequiresReset',
  },
  {
    id: 'E9',
    setUp: 'a buffer in ordinary memory',
    stage,
    async play(actor) {
      await actor.live(32, 33);
      await actor.post(places.buffer, 64);
      return actor.kicked();
    },
    qemu: 'used.len 64, 64 of 64 bytes written',
  },
  {
    id: 'E10',
    setUp: 'a buffer where there is no memory',
    stage,
    async play(actor) {
      await actor.live(32, 33);
      await actor.post(places.nowhere, 64);
      return `${await actor.kicked()}; ${await actor.trouble()}`;
    },
    qemu: 'used.len 64, nothing to write to; status 15, no interrupt',
    breaks: 'noSilentFailure',
  },
  {
    id: 'E11',
    setUp: 'a descriptor of length 0',
    stage,
    async play(actor) {
      await actor.live(32, 33);
      await actor.post(places.buffer, 0);
      return `${await actor.kicked()}; ${await actor.trouble()}`;
    },
    qemu: 'not used, 0 of 0 bytes written; status 15, no interrupt',
    differs: {
      model: 'used.len 0, 0 of 0 bytes written; status 15, no interrupt',
      why: 'our device gives back at once what has no room',
    },
  },
  {
    id: 'E12',
    setUp: 'a head of 65535',
    stage,
    async play(actor) {
      await actor.live(32, 33);
      await actor.postHead(65_535);
      await actor.kick();
      return actor.trouble();
    },
    qemu: 'status 79, configuration interrupt',
  },
  {
    id: 'E13',
    setUp: 'avail.idx 256 ahead in a queue of 8',
    stage,
    async play(actor) {
      await actor.live(32, 33);
      await actor.postIdx(256);
      await actor.kick();
      return actor.trouble();
    },
    qemu: 'status 79, configuration interrupt',
  },
  {
    id: 'E14',
    setUp: 'a kick before DRIVER_OK, and none after it',
    stage,
    async play(actor) {
      await actor.negotiate(32, 33);
      await actor.queue();
      await actor.post(places.buffer, 64);
      const before = await actor.kicked();
      await actor.status(15);
      return `${before}; then ${await actor.outcome()}`;
    },
    qemu: 'not used, 0 of 64 bytes written; then used.len 64, 64 of 64 bytes written',
  },
  {
    id: 'E15',
    setUp: 'a kick after a reset',
    stage,
    async play(actor) {
      await actor.live(32, 33);
      await actor.status(0);
      await actor.post(places.buffer, 64);
      return actor.kicked();
    },
    qemu: 'not used, 0 of 64 bytes written',
  },
];
