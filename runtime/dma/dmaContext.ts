import type { AnyEvent } from '../../composition/index.ts';
import type { Direction } from '../../machines/index.ts';
import { hex } from '../addresses.ts';
import { MisuseError, NotCapableError, RefusedByStateError } from '../errors.ts';
import { type GuestMemory, PAGE_SIZE } from '../memory/index.ts';
import type { Answers, Decided, Decisions, Fact, Failure } from './decisions/index.ts';
import type { DmaAttrs, DmaVersion } from './dmaAttrs.ts';
import type { DmaDebug } from './dmaDebug.ts';
import type { DmaDebugFinding } from './dmaDebugChecks.ts';
import type { DmaDevice } from './dmaDevice.ts';
import type { DmaMapping } from './dmaMapping.ts';

/** What all parts of the DMA API share. */
export interface DmaContext {
  readonly memory: GuestMemory;
  readonly decisions: Decisions;
  readonly version: DmaVersion;
  /** Facts of the guest. */
  readonly facts: Partial<Record<Fact, boolean>>;
  readonly debug: DmaDebug<DmaMapping>;
  /** What is done about what dma-debug finds; throws to refuse the call. */
  readonly onFinding: (finding: DmaDebugFinding) => void;
  /** Number of the CPU that calls: swiotlb begins its search in that CPU's area. */
  cpu: number;
}

/** One request to the DMA API. */
export interface DmaRequest {
  readonly phys: number;
  readonly size: number;
  readonly dir: Direction;
  readonly attrs: DmaAttrs;
}

/** Refuses a call about which something was found; what is set to go on, goes on. */
export function report({ onFinding }: DmaContext, findings: readonly DmaDebugFinding[]): void {
  for (const finding of findings) onFinding(finding);
}

type Computed = (device: DmaDevice, request: DmaRequest | undefined) => boolean;

/** Facts that follow from the device as it is now, and from the request. */
const computed: Readonly<Partial<Record<Fact, Computed>>> = {
  privateDevice: ({ decision }) => decision.view(0).value === 'encrypted',
  blockedDevice: ({ decision }) => decision.view(0).value === 'blocked',
  ioTlbMem: ({ ioTlbMem }) => ioTlbMem !== undefined,
  ioTlbSlots: ({ ioTlbMem }) => (ioTlbMem?.mem.nslabs ?? 0) > 0,
  restrictedPool: ({ ioTlbMem }) => ioTlbMem?.mem.forAlloc === true,
  poolCcShared: ({ ioTlbMem }) => ioTlbMem?.mem.ccShared === true,
  useDmaIommu: ({ iommu }) => iommu !== undefined,
  mmio: (_, request) => request?.attrs.mmio === true,
  ccShared: (_, request) => request?.attrs.ccShared === true,
  requireCoherent: (_, request) => request?.attrs.requireCoherent === true,
  skipCpuSync: (_, request) => request?.attrs.skipCpuSync === true,
  noKernelMapping: (_, request) => request?.attrs.noKernelMapping === true,
  toDevice: (_, request) => request?.dir === 'TO_DEVICE',
  withinMask: ({ dmaLimit }, request) => request !== undefined && request.phys + request.size - 1 <= dmaLimit,
  granuleAligned: (_, request) =>
    request !== undefined && request.phys % PAGE_SIZE === 0 && request.size % PAGE_SIZE === 0,
};

/** The answers to everything that a decision about a device asks, without a request or with one. */
export function answersFor(
  { facts }: DmaContext,
  device: DmaDevice,
  request?: DmaRequest,
  more: Partial<Record<Fact, boolean>> = {},
): Answers {
  return (fact) =>
    more[fact] ?? computed[fact]?.(device, request) ?? device.facts[fact] ?? facts[fact] ?? false;
}

/**
 * The error of a decision that refuses. `full` is none of these: swiotlb says itself how full it is.
 *
 * @param wanted the step that the device's state does not admit.
 */
export function refusal(
  device: DmaDevice,
  failure: Failure,
  { why, source }: Pick<Decided<unknown>, 'why' | 'source'>,
  { phys, size }: Pick<DmaRequest, 'phys' | 'size'>,
  wanted: AnyEvent,
): Error {
  const text = `${device.name} cannot use ${size} bytes at ${hex(phys)}: ${why} (${source})`;
  if (failure === 'misuse') return new MisuseError(text);
  if (failure === 'notCapable' || failure === 'full') return new NotCapableError(text);
  const state = `${String(device.decision.view(0).value)}: ${why} (${source})`;
  return new RefusedByStateError(device.name, state, wanted);
}
