import { maskOf, type Qtest, startQemu, VirtioMmio, VirtioPci } from '../../runtime/index.ts';
import { QemuIommu } from './qemuIommu.ts';
import type { Stage, StageOptions } from './stage.ts';

/** How long something that should not happen is waited for, in milliseconds. */
const PATIENCE = 60;
const MIB = 32;
/** Slots of bus 0, where slot 0 is the host bridge and 31 the south bridge of q35. */
const slots = { iommu: 3, rng: 4 } as const;
/** Where BARs go: q35 leaves these addresses to devices. */
const bars = { iommu: 0xe000_0000, rng: 0xe100_0000 } as const;
/** The first of microvm's 24 slots that `-device` fills is the last one. */
const MMIO_SLOT = 0xfeb0_2e00;

/**
 * QEMU as a stage. @throws {QemuError} if it does not start.
 *
 * Source: QEMU 7.2 hw/i386/microvm.c, hw/virtio/virtio-iommu-pci.c.
 */
export async function qemuStage(options: StageOptions): Promise<Stage> {
  const { bus, accessPlatform = true, iommu } = options;
  const rng = `rng=r0,iommu_platform=${accessPlatform ? 'on' : 'off'}`;
  const machine =
    bus === 'mmio'
      ? ['-M', 'microvm,pit=off,pic=off,rtc=off', '-global', 'virtio-mmio.force-legacy=false']
      : ['-M', 'q35'];
  const viommu = iommu
    ? ['-device', `virtio-iommu-pci,addr=${slots.iommu},boot-bypass=${iommu === 'bypasses' ? 'on' : 'off'}`]
    : [];
  const device =
    bus === 'mmio' ? `virtio-rng-device,${rng}` : `virtio-rng-pci,addr=${slots.rng},disable-legacy=on,${rng}`;
  const qemu = await startQemu([
    ...machine,
    '-m',
    String(MIB),
    '-object',
    'rng-builtin,id=r0',
    ...viommu,
    '-device',
    device,
  ]);
  try {
    return { ...(await found(qemu.qtest, options)), close: qemu.close };
  } catch (error) {
    await qemu.close();
    throw error;
  }
}

async function found(qtest: Qtest, { bus, iommu }: StageOptions): Promise<Omit<Stage, 'close'>> {
  const memory = {
    read: (at: number, size: number) => qtest.readMemory(at, size),
    write: (at: number, bytes: Uint8Array) => qtest.writeMemory(at, bytes),
  };
  if (bus === 'mmio')
    return {
      ...memory,
      device: await VirtioMmio.find(qtest, MMIO_SLOT, PATIENCE),
      setBusMaster: absent,
      iommu: noIommu,
    };
  const rng = await VirtioPci.find(qtest, slots.rng, bars.rng, PATIENCE);
  const viommu = iommu
    ? new QemuIommu(qtest, await VirtioPci.find(qtest, slots.iommu, bars.iommu, PATIENCE), slots.rng << 3)
    : undefined;
  await viommu?.start(maskOf([32]));
  return {
    ...memory,
    device: rng,
    setBusMaster: (on) => rng.function.setBusMaster(on),
    iommu: viommu ?? noIommu,
  };
}

const absent = async (): Promise<never> => {
  throw new TypeError('there is no such thing on this stage');
};
const noIommu = { attach: absent, map: absent, unmap: absent, faulted: absent };
