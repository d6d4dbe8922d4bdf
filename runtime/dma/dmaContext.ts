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

/** The answers to everything that a decision about a device asks, without a request or with one. */
export function answersFor(
  { facts }: DmaContext,
  device: DmaDevice,
  request?: DmaRequest,
  more: Partial<Record<Fact, boolean>> = {},
): Answers {
  const state = device.decision.view(0).value;
  const pool = device.ioTlbMem?.mem;
  const attrs = request?.attrs ?? {};
  const so: Partial<Record<Fact, boolean>> = {
    ...facts,
    ...device.facts,
    privateDevice: state === 'encrypted',
    blockedDevice: state === 'blocked',
    ioTlbMem: pool !== undefined,
    ioTlbSlots: (pool?.nslabs ?? 0) > 0,
    restrictedPool: pool?.forAlloc ?? false,
    poolCcShared: pool?.ccShared ?? false,
    mmio: attrs.mmio ?? false,
    ccShared: attrs.ccShared ?? false,
    requireCoherent: attrs.requireCoherent ?? false,
    skipCpuSync: attrs.skipCpuSync ?? false,
    noKernelMapping: attrs.noKernelMapping ?? false,
    toDevice: request?.dir === 'TO_DEVICE',
    useDmaIommu: device.iommu !== undefined,
    granuleAligned: request !== undefined && request.phys % PAGE_SIZE === 0 && request.size % PAGE_SIZE === 0,
    withinMask: request !== undefined && request.phys + request.size - 1 <= device.dmaLimit,
    ...more,
  };
  return (fact) => so[fact] === true;
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
