import {
  Bus,
  dmaAddr,
  endpointRequester,
  GuestMemory,
  gpa,
  iova,
  noIommu,
  type Platform,
  physAddr,
  platforms,
  rngDevice,
  tdiRequester,
  VirtioDevice,
  VirtioIommu,
} from '../../runtime/index.ts';
import { places, type Stage, type StageOptions, stageStart } from './stage.ts';

const DOMAIN = 1;
const device = 0;
/** Any platform will do: all memory is shared, as that of a guest which is not confidential. */
const platform: Platform = platforms.sev;

/**
 * Our runtime as a stage: the registers of a virtio device, a device's queue, the bus with
 * its gates, a virtio-iommu. The device is a hostile one in so far as QEMU is: it says that it has filled
 * buffers which the platform kept from it (M14).
 */
export function modelStage({ bus, accessPlatform = true, iommu }: StageOptions): Stage {
  const memory = new GuestMemory({ size: places.bytes, start: stageStart, platform });
  memory.setMemoryDecrypted(memory.allocPages(places.bytes, 'pool'), places.bytes);
  const viommu = new VirtioIommu(platform, { provider: 'vmm', bypass: iommu === 'bypasses' });
  const requester =
    bus === 'pci' ? tdiRequester(device, { bme: 1 }) : endpointRequester(device, { reaches: 'shared' });
  const wires = new Bus(memory.controller);
  // Without ACCESS_PLATFORM the device of a VMM goes round the IOMMU of that VMM.
  wires.attach(device, { requester, iommu: iommu && accessPlatform ? viommu : noIommu(platform) });
  let faults = 0;
  const port = wires.portOf(device);
  const watched = {
    read: (address: number, into: Uint8Array) => watch(() => port.read(address, into)),
    write: (address: number, from: Uint8Array) => watch(() => port.write(address, from)),
  };
  const watch = (access: () => void): void => {
    try {
      access();
    } catch (error) {
      faults += 1;
      throw error;
    }
  };
  return {
    device: new VirtioDevice({
      type: rngDevice(counting),
      memory: watched,
      features: accessPlatform ? { offers: [32, 33], requires: [33] } : { offers: [32] },
      onBlocked: 'FALSE_USED',
    }),
    read: async (at, size) => memory.read(physAddr(at), size),
    write: async (at, bytes) => memory.write(physAddr(at), bytes),
    setBusMaster: async (on) =>
      requester.step(0, { type: 'WRITE_COMMAND', device, writer: 'guest', bme: on ? 1 : 0, mse: 1 }),
    iommu: {
      attach: async () => viommu.attach(device, DOMAIN),
      map: async (at, size, access) => viommu.map(DOMAIN, { iova: iova(at), size, to: gpa(at), access }),
      unmap: async (at, size) => {
        viommu.unmap(DOMAIN, iova(dmaAddr(at)), size);
      },
      async faulted() {
        const any = faults > 0;
        faults = 0;
        return any;
      },
    },
    close: async () => {},
  };
}

/** Not random, but never long the same. */
function counting(into: Uint8Array): void {
  for (let i = 0; i < into.length; i++) into[i] = i & 0xff;
}
