import type { Actor } from './actor.ts';
import type { Scenario } from './scenario.ts';
import { places, type Stage, type StageOptions } from './stage.ts';

const pci: StageOptions = { bus: 'pci' };
const blocking: StageOptions = { bus: 'pci', iommu: 'blocks' };
const { buffer, outside, page, ringPage } = places;

/** A live device with a buffer, and what comes of it. */
const request = (at: number, size: number, ...bits: number[]) =>
  async function play(actor: Actor): Promise<string> {
    await actor.live(...bits);
    await actor.post(at, size);
    return `${await actor.kicked()}; ${await actor.trouble()}`;
  };

/** A domain with the ring and one page for buffers, a live device in it, and a buffer. */
const windowed = (
  at: number,
  size: number,
  access: 'read' | 'readWrite',
  then?: (stage: Stage, actor: Actor) => Promise<void>,
) =>
  async function play(actor: Actor, stage: Stage): Promise<string> {
    await stage.iommu.attach();
    await stage.iommu.map(ringPage, page, 'readWrite');
    await stage.iommu.map(buffer, page, access);
    await actor.live(32, 33);
    await then?.(stage, actor);
    await actor.post(at, size);
    const outcome = await actor.kicked();
    return `${outcome}, ${(await stage.iommu.faulted()) ? 'fault' : 'no fault'}; ${await actor.trouble()}`;
  };

/** What stands between an entropy device on PCI and memory: Bus Master Enable, and a virtio-iommu. */
export const platformScenarios: readonly Scenario[] = [
  {
    id: 'E16',
    setUp: 'no IOMMU, ACCESS_PLATFORM accepted',
    stage: pci,
    play: request(buffer, 64, 32, 33),
    qemu: 'used.len 64, 64 of 64 bytes written; status 15, no interrupt',
  },
  {
    id: 'E17',
    setUp: 'virtio-iommu that blocks, nothing mapped',
    stage: blocking,
    play: request(buffer, 64, 32, 33),
    qemu: 'not used, 0 of 64 bytes written; status 15, no interrupt',
    breaks: 'noSilentFailure',
  },
  {
    id: 'E18',
    setUp: 'virtio-iommu that blocks, ACCESS_PLATFORM not offered',
    stage: { ...blocking, accessPlatform: false },
    play: request(buffer, 64, 32),
    qemu: 'used.len 64, 64 of 64 bytes written; status 15, no interrupt',
    breaks: 'accessPlatformStripRejected',
  },
  {
    id: 'E19',
    setUp: 'ACCESS_PLATFORM offered and dropped',
    stage: pci,
    play: async (actor) => `status ${await actor.negotiate(32)}`,
    qemu: 'status 3',
  },
  {
    id: 'E20',
    setUp: 'bus mastering off from the start',
    stage: pci,
    async play(actor, stage) {
      await stage.setBusMaster(false);
      return request(buffer, 64, 32, 33)(actor);
    },
    qemu: 'not used, 0 of 64 bytes written; status 15, no interrupt',
    breaks: 'noSilentFailure',
  },
  {
    id: 'E21',
    setUp: 'bus mastering off after DRIVER_OK, and on again',
    stage: pci,
    async play(actor, stage) {
      await actor.live(32, 33);
      await stage.setBusMaster(false);
      const off = await stage.device.status();
      await stage.setBusMaster(true);
      return `status ${off}, then ${await stage.device.status()}`;
    },
    qemu: 'status 11, then 11',
    differs: {
      model: 'status 15, then 15',
      why: 'the Command register and the status are machines of their own',
    },
    breaks: 'statusMonotoneUntilReset',
  },
  {
    id: 'E22',
    setUp: 'ring and one page mapped, buffer in that page',
    stage: blocking,
    play: windowed(buffer, 64, 'readWrite'),
    qemu: 'used.len 64, 64 of 64 bytes written, no fault; status 15, no interrupt',
  },
  {
    id: 'E23',
    setUp: 'ring and one page mapped, buffer in the next page',
    stage: blocking,
    play: windowed(outside, 64, 'readWrite'),
    qemu: 'used.len 64, 0 of 64 bytes written, fault; status 15, no interrupt',
    breaks: 'staleBytesNotRead',
  },
  {
    id: 'E24',
    setUp: 'the page is mapped for reading only',
    stage: blocking,
    play: windowed(buffer, 64, 'read'),
    qemu: 'used.len 64, 0 of 64 bytes written, fault; status 15, no interrupt',
    breaks: 'staleBytesNotRead',
  },
  {
    id: 'E25',
    setUp: '128 bytes, half of them outside of the page',
    stage: blocking,
    play: windowed(outside - 64, 128, 'readWrite'),
    qemu: 'used.len 128, 64 of 128 bytes written, fault; status 15, no interrupt',
    breaks: 'staleBytesNotRead',
  },
  {
    id: 'E26',
    setUp: 'the page is unmapped, and the buffer used again',
    stage: blocking,
    play: windowed(buffer, 64, 'readWrite', async (stage, actor) => {
      await actor.post(buffer, 64);
      await actor.kicked();
      await stage.iommu.unmap(buffer, page);
    }),
    qemu: 'used.len 64, 0 of 64 bytes written, fault; status 15, no interrupt',
    breaks: 'staleBytesNotRead',
  },
  {
    id: 'E27',
    setUp: 'virtio-iommu that lets devices bypass it, without a driver',
    stage: { bus: 'pci', iommu: 'bypasses' },
    play: request(buffer, 64, 32, 33),
    qemu: 'used.len 64, 64 of 64 bytes written; status 15, no interrupt',
  },
];
