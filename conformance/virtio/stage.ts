import { type PhysAddr, physAddr, splitRingAt, type VirtioTransport } from '../../runtime/index.ts';

/** What a scenario is set up with. */
export interface StageOptions {
  /** How the entropy device is attached. */
  readonly bus: 'mmio' | 'pci';
  /** Whether the device offers VIRTIO_F_ACCESS_PLATFORM, and insists on it. Default true. */
  readonly accessPlatform?: boolean;
  /** A virtio-iommu on the bus, and what it does with devices that it knows nothing of. Default none. */
  readonly iommu?: 'blocks' | 'bypasses';
}

/** A virtio-iommu as its driver uses it; the entropy device is attached to a domain of its own. */
export interface StageIommu {
  attach(): Promise<void>;
  map(at: number, size: number, access: 'read' | 'readWrite'): Promise<void>;
  unmap(at: number, size: number): Promise<void>;
  /** Whether a fault was reported since the last time that was asked. */
  faulted(): Promise<boolean>;
}

/**
 * An entropy device, memory and what is between them: ours, or QEMU's. The scenario writes whatever it
 * likes to memory, as a guest that is wrong may.
 */
export interface Stage {
  readonly device: VirtioTransport;
  read(at: number, size: number): Promise<Uint8Array>;
  write(at: number, bytes: Uint8Array): Promise<void>;
  setBusMaster(on: boolean): Promise<void>;
  readonly iommu: StageIommu;
  close(): Promise<void>;
}

const PAGE = 0x1000;
/** Where things lie in the memory of a stage: above the first MiB, which a PC keeps for itself. */
export const places = {
  start: 0x10_0000,
  bytes: 0x10_0000,
  ring: splitRingAt(0x10_1000, 8),
  ringPage: 0x10_1000,
  buffer: 0x10_8000,
  outside: 0x10_9000,
  /** Where no memory is, on any machine of this size. */
  nowhere: 0xf_ffff_ff00_0000,
  page: PAGE,
} as const;

/** The start of a stage's memory, for our own. */
export const stageStart: PhysAddr = physAddr(places.start);
